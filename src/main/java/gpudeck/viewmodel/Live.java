package gpudeck.viewmodel;

import gpudeck.domain.Signal;
import gpudeck.engine.Catalog;
import gpudeck.engine.Engine;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.job.JobRun;
import java.util.List;

/// What the whole window watches.
public record Live(
        Signal<Fleet> fleet, Signal<Catalog> catalog, Signal<List<JobRun>> jobs, Ticker ticker) {

    public static Live of(Engine engine, Ticker ticker) {
        return new Live(
                engine.fleet().fleet(), engine.catalog().catalog(), engine.jobs().active(), ticker);
    }
}
