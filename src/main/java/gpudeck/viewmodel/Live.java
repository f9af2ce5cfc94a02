package gpudeck.viewmodel;

import gpudeck.domain.Signal;
import gpudeck.engine.Catalog;
import gpudeck.engine.Engine;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.job.JobRun;
import java.util.List;

/// What the whole window watches.
public record Live(
        Signal<Fleet> fleet,
        Signal<Catalog> catalog,
        Signal<List<JobRun>> jobs,
        LiveCustody custody,
        Ticker ticker) {

    /// Where nothing happens by itself.
    public Live(
            Signal<Fleet> fleet,
            Signal<Catalog> catalog,
            Signal<List<JobRun>> jobs,
            Ticker ticker) {
        this(fleet, catalog, jobs, LiveCustody.unneeded(), ticker);
    }

    public static Live of(Engine engine, Ticker ticker) {
        return new Live(
                engine.fleet().fleet(),
                engine.catalog().catalog(),
                engine.jobs().active(),
                LiveCustody.of(engine.custody()),
                ticker);
    }

    /// The jobs under way as they are now.
    public JobsUnderWay runningJobs() {
        return new JobsUnderWay(
                jobs.get().stream()
                        .map(run -> run.state().get())
                        .filter(state -> !state.isOver())
                        .toList());
    }
}
