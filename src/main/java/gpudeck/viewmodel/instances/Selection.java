package gpudeck.viewmodel.instances;

import gpudeck.domain.Cents;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.Instance.JupyterLink;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus.Kind;
import gpudeck.engine.fleet.FleetInstance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The chosen machines, and what can be done with them.
public record Selection(List<MachineFacts> machines) {

    static final Selection NONE = new Selection(List.of());

    private static final Set<Kind> RESTARTABLE = Set.of(Kind.ACTIVE, Kind.UNHEALTHY);

    public Selection {
        machines = List.copyOf(machines);
    }

    public boolean isEmpty() {
        return machines.isEmpty();
    }

    /// The one, if it is one.
    public Optional<MachineFacts> only() {
        return machines.size() == 1 ? Optional.of(machines.getFirst()) : Optional.empty();
    }

    public List<InstanceId> ids() {
        return machines.stream().flatMap(m -> m.id().stream()).toList();
    }

    List<FleetInstance> instances() {
        return machines.stream().flatMap(m -> m.instance().stream()).toList();
    }

    /// Of those that cost money.
    public Cents pricePerHour() {
        return machines.stream()
                .filter(m -> !m.isEnded())
                .map(m -> m.type().pricePerHour())
                .reduce(Cents.ZERO, Cents::plus);
    }

    public Cents soFar() {
        return machines.stream().map(MachineFacts::soFar).reduce(Cents.ZERO, Cents::plus);
    }

    public boolean isAtLeast() {
        return machines.stream().anyMatch(MachineFacts::isAtLeast);
    }

    public String soFarWords() {
        return isAtLeast() ? "≥ " + soFar() : soFar().toString();
    }

    /// What it costs, and how sure that is.
    public UserMessage moneyWords() {
        var words =
                UserMessage.of(
                        isAtLeast() ? "instances.money.atLeast" : "instances.money.atMost",
                        pricePerHour());
        return only().flatMap(MachineFacts::likely)
                .map(likely -> UserMessage.of("instances.money.likely", words, likely))
                .orElse(words);
    }

    public boolean canTerminate() {
        return !isEmpty() && whyNotTerminate().isEmpty();
    }

    /// What was not started here is ended only by itself: it may be somebody else's.
    public Optional<UserMessage> whyNotTerminate() {
        if (machines.stream().anyMatch(MachineFacts::isPending)) {
            return Optional.of(UserMessage.of("instances.cannot.pending"));
        }
        if (machines.stream().anyMatch(MachineFacts::isEnded)) {
            return Optional.of(UserMessage.of("instances.cannot.ended"));
        }
        return machines.size() > 1 && isAtLeast()
                ? Optional.of(UserMessage.of("instances.cannot.oneByOne"))
                : Optional.empty();
    }

    /// All were asked to end already: asking again needs no question.
    public boolean isEnding() {
        return !isEmpty() && machines.stream().allMatch(MachineFacts::isEnding);
    }

    public boolean canRename() {
        return only().filter(m -> !m.isPending() && !m.isEnded()).isPresent();
    }

    public boolean canRestart() {
        return canTerminate()
                && machines.stream().noneMatch(MachineFacts::isEnding)
                && instances().stream()
                        .map(FleetInstance::instance)
                        .allMatch(Selection::isRestartable);
    }

    private static boolean isRestartable(Instance instance) {
        var action = Optional.ofNullable(instance.actions().get("restart"));
        return RESTARTABLE.contains(instance.status().kind())
                && action.map(Instance.Action::available).orElse(true);
    }

    /// Those that have a lease, or can get one.
    public boolean canExtend() {
        return !isEmpty()
                && machines.stream()
                        .allMatch(m ->
                                !m.isPending() && !m.isEnded() && !m.isEnding() && !m.isAtLeast());
    }

    /// Where a job could begin at once; empty unless it is one machine.
    public Optional<InstanceId> readyForJob() {
        return only().filter(MachineFacts::isReadyForJob).flatMap(MachineFacts::id);
    }

    /// There is an address to connect to.
    public boolean canConnect() {
        return reachable().flatMap(MachineFacts::ip).isPresent();
    }

    /// Where its JupyterLab is. Only to be opened, never shown.
    public Optional<JupyterLink> jupyter() {
        return reachable().flatMap(MachineFacts::instance).flatMap(i -> i.instance().jupyter());
    }

    private Optional<MachineFacts> reachable() {
        return only().filter(Predicate.not(MachineFacts::isEnded))
                .filter(Predicate.not(MachineFacts::isEnding));
    }
}
