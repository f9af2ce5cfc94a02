package gpudeck.engine;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.Cents;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.JobError;
import gpudeck.domain.MachineFault;
import gpudeck.domain.Messages;
import gpudeck.domain.Problem;
import gpudeck.domain.SshError;
import gpudeck.domain.Step;
import gpudeck.domain.UserMessage;
import gpudeck.store.StoreException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

    private static final Messages MESSAGES = Messages.load();

    /// Every error there is; one that is added is found here by itself.
    static final List<Class<?>> ERRORS =
            Stream.of(CloudError.class, SshError.class, JobError.class, MachineFault.class)
                    .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                    .toList();

    @ParameterizedTest
    @FieldSource("ERRORS")
    void hasASentenceForEveryProblem(Class<?> error) throws Exception {
        assertThat(words(problem(error, "some text")))
                .matches("[^\\s{}].*[^\\s.]\\.")
                .doesNotContain("{", "}", "null", "''", "  ", "..", "Optional");
    }

    @ParameterizedTest
    @FieldSource("ERRORS")
    void isASentenceWithoutWordsOfOthersToo(Class<?> error) throws Exception {
        for (var nothing : List.of("", "  ", "\n", ".")) {
            assertThat(words(problem(error, nothing)))
                    .matches("(?s).*[^\\s]\\.")
                    .doesNotContain("\"\"", "\".\"", "null", "Lambda says", "The reason", "words:");
        }
    }

    @ParameterizedTest
    @FieldSource("ERRORS")
    void staysOneShortLineWhateverTheTextOfOthers(Class<?> error) throws Exception {
        var evil = "\u001b[31mred\u001b]0;title\u0007\r\n\t\u202Eback {0} it's\u0000 \uD83D\uDE00";

        assertThat(words(problem(error, evil.repeat(100))))
                .hasSizeLessThan(1_500)
                .doesNotContainPattern("[\\p{Cc}\\p{Cs}\u202E]")
                .doesNotContain("[31m", "title")
                .endsWith(".");
    }

    static Stream<Arguments> sentences() {
        return Stream.of(cloud(), ssh(), job()).flatMap(s -> s);
    }

    private static Stream<Arguments> cloud() {
        return Stream.of(
                says(
                        new CloudError.InvalidApiKey(),
                        "Lambda does not accept the API key. Machines that run go on costing money."
                                + " Make a new key in Lambda's console, set LAMBDA_API_KEY to it,"
                                + " then start GPU Deck again."),
                says(
                        new CloudError.AccountInactive("Your account is inactive."),
                        "Your Lambda account is not active. Set it up in Lambda's console, then try"
                                + " again. Lambda says: \"Your account is inactive\"."),
                says(
                        new CloudError.NoCapacity(
                                "Not enough capacity to fulfill launch request.",
                                Optional.of("Choose a \"bigger\" region.")),
                        "There is no room for this type in this region now. Choose another type or"
                                + " region, or wait for room. Lambda says: \"Not enough capacity to"
                                + " fulfill launch request. Choose a 'bigger' region\"."),
                says(
                        new CloudError.QuotaExceeded("", Optional.of("Contact support.")),
                        "This goes beyond the quota of your Lambda account. Terminate what you do"
                                + " not need, or ask Lambda for a higher quota. Lambda says:"
                                + " \"Contact support\"."),
                says(
                        new CloudError.Unreadable(200, "<html>\n  <h1>Sign in</h1>"),
                        "Lambda's answer cannot be understood (status 200). Machines that run go on"
                                + " costing money. Check whether a proxy or the sign-in page of a"
                                + " network answers in Lambda's place, then try again. What came:"
                                + " \"<html> <h1>Sign in</h1>\"."),
                says(
                        new CloudError.Unreachable(
                                "cloud.lambda.ai",
                                "java.net.UnknownHostException: cloud.lambda.ai: Name not known"),
                        "cloud.lambda.ai cannot be reached. Machines that run go on costing money."
                                + " Check the network, then try again. The reason:"
                                + " \"cloud.lambda.ai: Name not known\"."),
                says(
                        new CloudError.RateLimited(Duration.ofMillis(300)),
                        "Lambda was asked too often. Nothing was done. Try again in 1 s."),
                says(
                        new CloudError.InvalidParameters(
                                "The name is longer than 64 characters.", Optional.empty()),
                        "Lambda does not take what was asked for. Change it, then try again. The"
                                + " reason: \"The name is longer than 64 characters\"."),
                says(
                        new CloudError.ServerFault(503, "provider/internal-unavailable", "null"),
                        "Lambda has a fault on its side (status 503, provider/internal-unavailable)."
                                + " Whether anything was done is not known. Machines that run go on"
                                + " costing money. Try again in a few minutes."));
    }

    private static Stream<Arguments> ssh() {
        return Stream.of(
                says(
                        new SshError.PassphraseWrong("/home/ada/.ssh/id_ed25519"),
                        "This is not the passphrase of the key /home/ada/.ssh/id_ed25519. Try"
                                + " again."),
                says(
                        new SshError.KeyTooOpen("/home/ada/.ssh/id_ed25519", "rw-r--r--"),
                        "Others on this computer may read or change the key"
                                + " /home/ada/.ssh/id_ed25519 (rw-r--r--), so it is not used. Run"
                                + " chmod 600 /home/ada/.ssh/id_ed25519 and try again."),
                says(
                        new SshError.KeyTooOpen("/home/ada/it's my key", "rw-rw----"),
                        "Others on this computer may read or change the key /home/ada/it's my key"
                                + " (rw-rw----), so it is not used. Run chmod 600"
                                + " '/home/ada/it'\\''s my key' and try again."),
                says(
                        new SshError.HostKeyChanged("198.51.100.24", "SHA256:aa", "SHA256:bb"),
                        "The host key of 198.51.100.24 changed, so GPU Deck did not connect."
                                + " Expected: SHA256:aa. Shown: SHA256:bb. The machine costs money"
                                + " until it is terminated. If you do not know why its key changed,"
                                + " terminate it."),
                says(
                        new SshError.HostKeyNotInstalled("198.51.100.24", "SHA256:aa", "SHA256:bb"),
                        "The machine at 198.51.100.24 does not show the host key that GPU Deck gave"
                                + " it at its launch, so nothing was sent to it. Expected:"
                                + " SHA256:aa. Shown: SHA256:bb. In its first minutes it may not be"
                                + " ready: try again. Later it means that the image ignores user"
                                + " data, or that another machine is in between. It costs money"
                                + " until it is terminated. If you trust the network, set"
                                + " GPUDECK_TRUST_FIRST_KEY=yes and launch again."),
                says(
                        new SshError.HostKeyUnconfirmed("198.51.100.24", "SHA256:bb"),
                        "GPU Deck did not launch the machine at 198.51.100.24 and has not met it"
                                + " before, so nothing was sent to it. It shows the host key"
                                + " SHA256:bb. Confirm it with --accept-host-key SHA256:bb if"
                                + " ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints the same"
                                + " in its JupyterLab."),
                says(
                        new SshError.Unreachable("198.51.100.24", 52_022, "Connection refused"),
                        "198.51.100.24 cannot be reached at port 52022. The machine costs money"
                                + " until it is terminated. Check the network, and the firewall"
                                + " rules in Lambda's console. The reason: \"Connection refused\"."),
                says(
                        new SshError.CommandFailed("tar", 2, "a".repeat(300) + "\nNo space left\n"),
                        "tar failed on the machine with exit code 2. The machine costs money until"
                                + " it is terminated. Try again, or launch another. Its last words:"
                                + (" \"…" + "a".repeat(226) + " No space left\".")));
    }

    private static Stream<Arguments> job() {
        return Stream.of(
                says(
                        new JobError.ProjectMissing("/home/ada/llama"),
                        "The project folder /home/ada/llama does not exist. Choose another"
                                + " folder."),
                says(
                        new JobError.ScriptMissing("train.py", "/home/ada/llama"),
                        "train.py is not in the project folder /home/ada/llama, or is left out of"
                                + " what is sent. Choose another script."),
                says(
                        new JobError.ScriptFailed("train.py", 3),
                        "train.py failed with exit code 3. Its output shows why."),
                says(
                        new JobError.ScriptFailed("train.py", 137),
                        "train.py failed with exit code 137, which often means that the machine's"
                                + " memory was full. Try a smaller batch, or a larger type."),
                says(
                        new JobError.ScriptKilled("train.py", "KILL"),
                        "train.py was killed by the signal KILL, which often means that the"
                                + " machine's memory was full. Try a smaller batch, or a larger"
                                + " type."),
                says(
                        new JobError.ScriptKilled("train.py", "TERM"),
                        "train.py was killed by the signal TERM. Its output may show why."),
                says(
                        new JobError.NoResults(List.of("results/", "logs/*.jsonl")),
                        "Nothing matches results/, logs/*.jsonl, so no results came back. Check"
                                + " these paths against what the scripts write: they begin in the"
                                + " project folder."),
                says(
                        new JobError.ResultsIncomplete(
                                3,
                                40,
                                List.of("results/a", "results/b", "results/c"),
                                "/home/ada/runs/1",
                                new JobError.LimitReached(JobError.Limit.LEASE)),
                        "3 of 40 result files did not come back whole: results/a, results/b,"
                                + " results/c. The others are in /home/ada/runs/1. The lease is"
                                + " over, and the job was not done. Give it a longer lease to let"
                                + " it finish."),
                says(
                        new JobError.ResultUnverified("results/a", "Permission denied"),
                        "results/a did not come as it is on the machine. The reason: \"Permission"
                                + " denied\"."),
                says(
                        new JobError.GpuCheckFailed(
                                List.of(
                                        new MachineFault.GpusMissing(7, 8),
                                        new MachineFault.EccErrors(3, 1),
                                        new MachineFault.GpuMemoryInUse(
                                                0, 20_001, 23_028, "python3 (1187)"),
                                        new MachineFault.ClockOff(Duration.ofMinutes(-5))),
                                new Cents(12)),
                        "The GPU check failed, so nothing was sent to the machine. 7 GPUs are"
                                + " there, of 8 that were bought. The memory of GPU 3 had 1 error"
                                + " that could not be corrected. python3 (1187) holds memory of GPU"
                                + " 0: 19.5 of 22.5 GiB are in use. Its clock is at least 5 min"
                                + " behind this computer's, which breaks downloads and"
                                + " certificates: see that this computer's own is right. It has"
                                + " cost $0.12 so far, and is terminated. Where the machine itself"
                                + " is bad, start the job again, in another region if there is"
                                + " one."),
                says(
                        new JobError.LocalDiskFull("/home/ada/runs", 3_100_000_000L),
                        "Only 3.1 GB are free in /home/ada/runs, too little for the results. Choose"
                                + " another folder, or free some space."),
                says(
                        new JobError.TerminateUnconfirmed("llama-sft-7b"),
                        "llama-sft-7b is not confirmed as ended and may still cost money. GPU Deck"
                                + " goes on trying whenever it runs. You can also terminate it in"
                                + " Lambda's console."),
                says(
                        new JobError.TimedOut(Step.BOOT, Duration.ofMinutes(30)),
                        "Booting took longer than 30 min. A machine costs money until it is"
                                + " terminated: see whether one still runs, then try again."),
                says(
                        new JobError.NoCapacity(List.of("gpu_1x_a10", "gpu_1x_h100"), "any"),
                        "There is no room for gpu_1x_a10, gpu_1x_h100 anywhere now. Choose another"
                                + " type, or wait for room."),
                says(
                        new JobError.LocalFile("/home/ada/runs", "/home/ada/runs"),
                        "/home/ada/runs cannot be read or written. Check the path, what may be done"
                                + " there, and the space on the disk."));
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void saysWhatHappenedAndWhatToDo(Problem problem, String sentence) {
        assertThat(words(problem)).isEqualTo(sentence);
    }

    @Test
    void canStandInsideAnotherSentence() {
        var inner = Explanation.of(new CloudError.Forbidden("No."));

        assertThat(MESSAGES.text(UserMessage.of("job.ended.notLaunched", inner)))
                .isEqualTo(
                        "Lambda does not allow this to your account. See in Lambda's console what"
                                + " it may do. Lambda says: \"No\". Nothing was bought.");
    }

    @Test
    void explainsWhatAnExceptionCarries() {
        var refusal = new CloudError.Conflict("Busy");
        var unwritable = new StoreException(Path.of("gpudeck.db"), "read-only");

        assertThat(Explanation.of(new CloudException(refusal))).isEqualTo(Explanation.of(refusal));
        assertThat(Explanation.of((Exception) unwritable))
                .isEqualTo(Explanation.of(unwritable.error()));
        assertThat(Explanation.of(new IllegalStateException("a bug")))
                .isEqualTo(UserMessage.of("error.internal"));
    }

    private static Arguments says(Problem problem, String sentence) {
        return Arguments.of(problem, sentence);
    }

    private static String words(Problem problem) {
        return MESSAGES.text(Explanation.of(problem));
    }

    /// One of this type, with `text` wherever it has text.
    private static Problem problem(Class<?> error, String text) throws Exception {
        var components = error.getRecordComponents();
        var types = Arrays.stream(components).map(RecordComponent::getType);
        var values = Arrays.stream(components).map(c -> value(c, text));
        var constructor = error.getDeclaredConstructor(types.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return switch (constructor.newInstance(values.toArray())) {
            case MachineFault fault -> new JobError.GpuCheckFailed(List.of(fault), new Cents(12));
            case Object other -> (Problem) other;
        };
    }

    private static Object value(RecordComponent component, String text) {
        return switch (component.getType().getSimpleName()) {
            case "String" -> text;
            case "Optional" -> Optional.of(text);
            case "List" ->
                    component.getGenericType().getTypeName().contains("MachineFault")
                            ? List.of(new MachineFault.NoDriver(text))
                            : List.of(text);
            case "Cents" -> new Cents(4_022);
            case "int" -> 4_022;
            case "long" -> 4_022L;
            case "Duration" -> Duration.ofSeconds(90);
            case "Step" -> Step.SET_UP;
            case "Problem" -> new JobError.LocalFile(text, text);
            case "Unusable" -> JobError.Unusable.NOT_OURS;
            case "Limit" -> JobError.Limit.MONEY;
            default -> throw new IllegalArgumentException(component.toString());
        };
    }
}
