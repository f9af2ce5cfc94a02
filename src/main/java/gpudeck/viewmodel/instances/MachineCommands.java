package gpudeck.viewmodel.instances;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.UserMessage;
import gpudeck.engine.Explanation;
import gpudeck.engine.hosts.ShellWords;
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

    private final ReadOnlyObjectWrapper<Optional<HostKeyQuestion>> question =
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

    /// What has to be answered before a machine is connected to.
    ReadOnlyObjectProperty<Optional<HostKeyQuestion>> questionProperty() {
        return question.getReadOnlyProperty();
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
            var id = chosen.ids().getFirst();
            background.run(
                    () -> access.sshCommand(id),
                    command ->
                            command.map(ShellWords::line)
                                    .ifPresent(line -> {
                                        ready.accept(line);
                                        tell(
                                                "instances.copied",
                                                names(chosen),
                                                "instances.copied.text");
                                    }),
                    failure -> {
                        if (failure instanceof SshException e
                                && e.error()
                                        instanceof
                                        SshError.HostKeyUnconfirmed(var host, var shown)) {
                            ask(chosen, host, shown, () -> sshCommand(chosen, ready));
                        } else {
                            failed("ssh", chosen, failure);
                        }
                    });
        }
    }

    private void ask(Selection chosen, String host, String fingerprint, Runnable goOn) {
        Runnable confirmed =
                () ->
                        run(
                                "ssh",
                                chosen,
                                () -> {
                                    access.confirmHostKey(chosen.ids().getFirst(), fingerprint);
                                    return fingerprint;
                                },
                                _ -> goOn.run());
        question.set(Optional.of(new HostKeyQuestion(names(chosen), host, fingerprint, confirmed)));
    }

    private <T> void run(String what, Selection chosen, Callable<T> work, Consumer<T> done) {
        background.run(work, done, failure -> failed(what, chosen, failure));
    }

    private void failed(String what, Selection chosen, Exception failure) {
        var lead = UserMessage.of("instances.failed." + what, names(chosen));
        problem.set(Optional.of(new Notice(Tone.DANGER, lead, Explanation.of(failure))));
    }

    private void tell(String lead, String name, String text) {
        tell(new Notice(Tone.SUCCESS, UserMessage.of(lead, name), UserMessage.of(text)));
    }

    private static String names(Selection chosen) {
        return String.join(", ", chosen.machines().stream().map(MachineFacts::name).toList());
    }
}
