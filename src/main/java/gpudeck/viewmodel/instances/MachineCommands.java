package gpudeck.viewmodel.instances;

import gpudeck.domain.UserMessage;
import gpudeck.domain.job.ArgumentText;
import gpudeck.engine.Explanation;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.Notice;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.LeaseNotices;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is asked of chosen machines and may take long, and what is told of how it went.
final class MachineCommands {

    private final FleetAccess access;
    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Notice>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Notice>> news =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    MachineCommands(FleetAccess access, Background background) {
        this.access = access;
        this.background = background;
    }

    /// Why the last thing asked for did not work.
    ReadOnlyObjectProperty<Optional<Notice>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What happened last.
    ReadOnlyObjectProperty<Optional<Notice>> newsProperty() {
        return news.getReadOnlyProperty();
    }

    void dismissProblem() {
        problem.set(Optional.empty());
    }

    void tell(Notice happened) {
        news.set(Optional.of(happened));
    }

    void restart(Selection chosen) {
        if (chosen.canRestart()) {
            run(
                    "restart",
                    chosen,
                    () -> {
                        access.restart(chosen.ids());
                        return names(chosen);
                    },
                    name -> tell("instances.restarted", name, "instances.restarted.text"));
        }
    }

    void rename(Selection chosen, String name) {
        if (chosen.canRename() && !name.isBlank()) {
            run(
                    "rename",
                    chosen,
                    () -> {
                        access.rename(chosen.ids().getFirst(), name.strip());
                        return name.strip();
                    },
                    _ -> {});
        }
    }

    void extend(Selection chosen) {
        if (chosen.canExtend()) {
            run(
                    "extend",
                    chosen,
                    () -> {
                        access.extend(chosen.ids(), LeaseNotices.STEP);
                        return names(chosen);
                    },
                    name ->
                            tell(
                                    new Notice(
                                            Tone.SUCCESS,
                                            UserMessage.of("instances.extended", name),
                                            UserMessage.of(
                                                    "instances.extended.text",
                                                    chosen.pricePerHour()))));
        }
    }

    /// @param ready takes the command that opens a shell on the machine
    void sshCommand(Selection chosen, Consumer<String> ready) {
        if (chosen.canConnect()) {
            run(
                    "ssh",
                    chosen,
                    () -> access.sshCommand(chosen.ids().getFirst()),
                    command ->
                            command.map(ArgumentText::join)
                                    .ifPresent(line -> {
                                        ready.accept(line);
                                        tell(
                                                "instances.copied",
                                                names(chosen),
                                                "instances.copied.text");
                                    }));
        }
    }

    private <T> void run(String what, Selection chosen, Callable<T> work, Consumer<T> done) {
        var lead = UserMessage.of("instances.failed." + what, names(chosen));
        background.run(
                work,
                done,
                failure ->
                        problem.set(
                                Optional.of(
                                        new Notice(Tone.DANGER, lead, Explanation.of(failure)))));
    }

    private void tell(String lead, String name, String text) {
        tell(new Notice(Tone.SUCCESS, UserMessage.of(lead, name), UserMessage.of(text)));
    }

    private static String names(Selection chosen) {
        return String.join(", ", chosen.machines().stream().map(MachineFacts::name).toList());
    }
}
