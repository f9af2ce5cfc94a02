package gpudeck.engine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.Step;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.job.RunOutcome;
import gpudeck.store.journal.HostKeyPin.Origin;
import gpudeck.testing.OpenSshServer;
import gpudeck.testing.RentedServer;
import gpudeck.testing.Samples;
import gpudeck.testing.SpecBuilder;
import gpudeck.testing.TextOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A real OpenSSH server that would let us in, at the address of a machine that is known by another
/// host key: it is asked for nothing and told nothing.
class MachineInTheMiddleTest {

    /// What sshd logs when somebody asks to be let in, whoever it is.
    private static final String ASKED_IN = "userauth-request";

    private static final String LISTENED_TO = "Connection from";

    @RegisterExtension final OpenSshServer server = OpenSshServer.talkative();

    @TempDir Path folder;

    private final TextOutput written = new TextOutput();
    private RentedServer given;

    @BeforeEach
    void open() throws Exception {
        given = new RentedServer(server, folder, 400);
    }

    @AfterEach
    void close() throws Exception {
        if (given != null) {
            given.close();
        }
    }

    private void assertThatItLearntNothing() throws Exception {
        assertThat(server.log()).contains(LISTENED_TO).doesNotContain(ASKED_IN, "Accepted");
        assertThat(server.home()).isEmptyDirectory();
    }

    private static SshError errorOf(Throwable failure) {
        assertThat(failure).isInstanceOf(SshException.class);
        return ((SshException) failure).error();
    }

    @Test
    void theMachineWithItsOwnKeyIsLetIn() throws Exception {
        given.takeHostKeys();
        var id = given.launch("train");

        given.remote().awaitReachable(id);

        assertThat(server.log()).contains(ASKED_IN);
        assertThat(given.hosts().keys().pinned(id))
                .hasValueSatisfying(pin -> {
                    assertThat(pin.origin()).isEqualTo(Origin.MADE_HERE);
                    assertThat(pin.seenAt()).isPresent();
                });
    }

    @Test
    void aJobThatMeetsItEndsItsInstanceWithoutAWord() throws Exception {
        var project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("a.py"), "print('hidden in the project')");
        var spec =
                new SpecBuilder(project, folder.resolve("runs"), Samples.LAPTOP_KEY.name(), "a.py")
                        .variable("TOKEN", "hidden-variable", true);

        var run = given.jobs().prepare(spec.build(), written);
        run.run();

        var expected = given.account().journal().launches().of(run.id()).getLast().hostKey();
        assertThat(run.state().get().outcome())
                .hasValueSatisfying(outcome ->
                        assertThat(outcome)
                                .isInstanceOfSatisfying(
                                        RunOutcome.Failed.class,
                                        failed -> {
                                            assertThat(failed.during()).isEqualTo(Step.CONNECT);
                                            assertThat(failed.why())
                                                    .isInstanceOfSatisfying(
                                                            SshError.HostKeyNotInstalled.class,
                                                            e ->
                                                                    assertThat(
                                                                                    e
                                                                                            .expectedFingerprint())
                                                                            .isEqualTo(
                                                                                    expected.orElseThrow()
                                                                                            .fingerprint()));
                                        }));
        assertThat(given.account().fleet().fleet().get().billed()).isEmpty();
        assertThatItLearntNothing();
    }

    @Test
    void afterTheFirstSuccessAnotherKeyIsFinalAtOnce() throws Exception {
        given.takeHostKeys();
        var id = given.launch("train");
        given.remote().awaitReachable(id);

        server.changeHostKey();
        var failure = catchThrowable(() -> given.remote().awaitReachable(id));

        assertThat(errorOf(failure)).isInstanceOf(SshError.HostKeyChanged.class);
        assertThat(server.log().split(LISTENED_TO, -1)).hasSizeLessThanOrEqualTo(3);
        assertThatItLearntNothing();
    }

    @Test
    void aKeyThatWasShownCountsAlsoIfItLetNobodyIn() throws Exception {
        given.takeHostKeys();
        Files.writeString(server.folder().resolve("authorized_keys"), "");
        var id = given.launch("train");
        var refused = catchThrowable(() -> run(id));
        assertThat(errorOf(refused)).isInstanceOf(SshError.AuthRefused.class);

        server.changeHostKey();
        var failure = catchThrowable(() -> run(id));

        assertThat(errorOf(failure)).isInstanceOf(SshError.HostKeyChanged.class);
        assertThatItLearntNothing();
    }

    @Test
    void aMachineOfOthersIsToldNothingBeforeItsKeyIsConfirmed() throws Exception {
        var id = given.find("theirs");

        var failure = catchThrowable(() -> run(id));

        assertThat(errorOf(failure))
                .isEqualTo(new SshError.HostKeyUnconfirmed("127.0.0.1", fingerprint()));
        assertThat(catchThrowable(() -> given.remote().sshCommand(id)))
                .isInstanceOf(SshException.class);
        assertThatItLearntNothing();
        assertThat(given.hosts().keys().pinned(id)).isEmpty();
    }

    @Test
    void whatTheUserConfirmedIsPinnedAndNothingElse() throws Exception {
        var id = given.find("theirs");
        var other = "SHA256:" + "A".repeat(43);
        var wrong = catchThrowable(() -> given.remote().confirmHostKey(id, other));
        assertThat(errorOf(wrong))
                .isEqualTo(new SshError.HostKeyChanged("127.0.0.1", other, fingerprint()));
        assertThatItLearntNothing();

        given.remote().confirmHostKey(id, fingerprint());

        assertThat(run(id)).isZero();
        assertThat(given.hosts().keys().pinned(id))
                .hasValueSatisfying(pin -> assertThat(pin.origin()).isEqualTo(Origin.CONFIRMED));
        server.changeHostKey();
        assertThat(errorOf(catchThrowable(() -> run(id))))
                .isInstanceOf(SshError.HostKeyChanged.class);
        assertThat(errorOf(catchThrowable(() -> given.remote().confirmHostKey(id, fingerprint()))))
                .isInstanceOf(SshError.HostKeyChanged.class);
        assertThatItLearntNothing();
    }

    /// The address is used again by another machine, which has its own key.
    @Test
    void keysBelongToInstancesAndNotToAddresses() throws Exception {
        given.takeHostKeys();
        var first = given.launch("first");
        given.remote().awaitReachable(first);

        var second = given.launch("second");

        given.remote().awaitReachable(second);
        assertThat(errorOf(catchThrowable(() -> run(first))))
                .isInstanceOf(SshError.HostKeyChanged.class);
    }

    @Test
    void aKeyThatIsNotThereYetMayBeConfirmedInsteadByItsFingerprint() throws Exception {
        var id = given.launch("ignores its user data");
        assertThat(errorOf(catchThrowable(() -> run(id))))
                .isInstanceOf(SshError.HostKeyNotInstalled.class);

        given.remote().confirmHostKey(id, fingerprint());

        assertThat(run(id)).isZero();
    }

    @Test
    void whoChoseSoTrustsTheFirstKeyOfWhatIsLaunchedHereAndOfNothingElse() throws Exception {
        given.close();
        given = new RentedServer(server, folder, 400, true);
        var mine = given.launch("mine");
        var theirs = given.find("theirs");

        assertThat(given.account().cloud.launches().getFirst().userData()).isEmpty();
        assertThat(run(mine)).isZero();
        assertThat(given.hosts().keys().pinned(mine))
                .hasValueSatisfying(
                        pin -> assertThat(pin.origin()).isEqualTo(Origin.FIRST_CONTACT));
        assertThat(errorOf(catchThrowable(() -> run(theirs))))
                .isInstanceOf(SshError.HostKeyUnconfirmed.class);
        server.changeHostKey();
        assertThat(errorOf(catchThrowable(() -> run(mine))))
                .isInstanceOf(SshError.HostKeyChanged.class);
        assertThatItLearntNothing();
    }

    private int run(InstanceId id) throws Exception {
        return given.remote().run(id, "true", written);
    }

    /// As OpenSSH prints it.
    private String fingerprint() throws Exception {
        var keygen =
                new ProcessBuilder("ssh-keygen", "-lf", server.folder() + "/host_key.pub").start();
        return new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .split(" ", -1)[1];
    }
}
