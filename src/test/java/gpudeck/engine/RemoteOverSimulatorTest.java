package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.engine.RemoteService.Unsaved;
import gpudeck.engine.hosts.ShellWords;
import gpudeck.sim.fault.LaunchFault;
import gpudeck.testing.JobTest;
import gpudeck.testing.SimulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Single things on a machine, over real SSH.
class RemoteOverSimulatorTest extends JobTest {

    @Test
    void runsACommandAndPassesItsExitStatusOn() throws Exception {
        var id = launched();

        int status = remote().run(id, "echo out; echo err >&2; exit 5", given.written());

        assertThat(status).isEqualTo(5);
        assertThat(given.written().out()).isEqualTo("out\n");
        assertThat(given.written().err()).isEqualTo("err\n");
        assertThat(remote().run(id, "kill -9 $$", given.written())).isEqualTo(137);
    }

    @Test
    void sendsAFolderAndAFileAndBringsThemBack() throws Exception {
        var id = launched();
        given.file("a/b.txt", "b").file(".gitignore", "skip\n").file("skip", "");
        var seen = new long[1];

        remote().upload(id, given.project(), "~/data", (files, _, _, _) -> seen[0] = files);
        remote().upload(id, given.project().resolve("a/b.txt"), "~/data", (_, _, _, _) -> {});
        var brought =
                remote().download(
                                id,
                                "~/data",
                                List.of("."),
                                folder.resolve("back"),
                                (_, _, _, _) -> {});

        assertThat(seen[0]).isEqualTo(2);
        assertThat(brought.brought())
                .containsExactlyInAnyOrder(
                        Path.of(".gitignore"), Path.of("a", "b.txt"), Path.of("b.txt"));
        assertThat(folder.resolve("back/a/b.txt")).hasContent("b");
    }

    @Test
    void saysWhatADownloadLacksAndWhatItNeverBrings() throws Exception {
        var id = launched();
        remote().run(
                        id,
                        "mkdir data && cd data && echo new > a && echo b > b && ln -s /etc out",
                        given.written());
        Files.createDirectories(folder.resolve("back"));
        Files.writeString(folder.resolve("back/a"), "old");

        var download =
                remote().download(
                                id,
                                "~/data",
                                List.of("."),
                                folder.resolve("back"),
                                (_, _, _, _) -> {});

        assertThat(download.brought()).containsExactly(Path.of("b"));
        assertThat(download.missing())
                .containsExactly(new Unsaved("a", "something else has this name here"));
        assertThat(download.leftOut()).extracting(Unsaved::name).containsExactly("out");
        assertThat(folder.resolve("back/a")).hasContent("old");
    }

    @Test
    void tellsTheSystemsOwnSshHowToGetThere() throws Exception {
        var id = launched();

        var command = remote().sshCommand(id).orElseThrow();

        assertThat(command)
                .startsWith("ssh", "-p", Integer.toString(simulator().machines().getFirst().port()))
                .containsSequence("-i", simulated.key().privateKey().toString())
                .contains("HostKeyAlias=gpudeck-" + id.value())
                .endsWith("ubuntu@127.0.0.1");
        assertThat(ShellWords.line(List.of("ssh", "-i", "my key"))).isEqualTo("ssh -i 'my key'");
    }

    @Test
    void doesNotSpeakToAMachineThatShowsAnotherHostKey() throws Exception {
        var id = launched();
        var before = simulator().machines().getFirst();
        before.changeHostKey();
        Files.writeString(before.home().resolve("untouched"), "");

        var failure = catchThrowable(() -> remote().run(id, "touch touched", given.written()));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        SshException.class,
                        e -> assertThat(e.error()).isInstanceOf(SshError.HostKeyChanged.class));
        assertThat(before.home().resolve("touched")).doesNotExist();
    }

    @Test
    void stopsWaitingForAnInstanceThatEnded() throws Exception {
        simulator().faults().nextLaunch(new LaunchFault.NeverActive());
        var id = launch();
        given.engine().fleet().terminate(List.of(id));
        given.engine().fleet().awaitEnded(List.of(id), Duration.ofHours(1));

        var failure = catchThrowable(() -> remote().awaitReachable(id));

        assertThat(failure)
                .isInstanceOfSatisfying(
                        JobException.class,
                        e -> assertThat(e.error()).isInstanceOf(JobError.InstanceGone.class));
    }

    private RemoteService remote() {
        return given.engine().remote();
    }

    /// One that has been reached once: its host key is pinned.
    private InstanceId launched() throws Exception {
        var id = launch();
        remote().awaitReachable(id);
        return id;
    }

    private InstanceId launch() throws Exception {
        given.engine().catalog().refresh();
        var fleet = given.engine().fleet();
        var outcome = fleet.launch(fleet.newRun(), request(), Lease.DEFAULT);
        assertThat(outcome).isInstanceOf(LaunchOutcome.Created.class);
        return ((LaunchOutcome.Created) outcome).id();
    }

    private static LaunchRequest request() {
        return new LaunchRequest(
                "us-east-1",
                "gpu_1x_a10",
                SimulatorExtension.KEY_NAME,
                Optional.of("box"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }
}
