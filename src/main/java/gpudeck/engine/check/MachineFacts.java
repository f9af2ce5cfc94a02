package gpudeck.engine.check;

import gpudeck.domain.MachineFault;
import gpudeck.ssh.check.Answer;
import gpudeck.ssh.check.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a machine says of itself, as far as it makes sense. Empty is what could not be read.
///
/// @param gpus as the driver lists them
/// @param noGpus why the driver lists none
/// @param errors of GPUs in the kernel's log
/// @param clock what it showed at some moment of the check
record MachineFacts(
        List<Gpu> gpus,
        Optional<MachineFault> noGpus,
        Optional<List<MachineFault.Xid>> errors,
        Optional<String> architecture,
        OptionalLong freeDiskBytes,
        Optional<Instant> clock) {

    /// @param memory in MiB
    /// @param used of it, in MiB
    /// @param eccErrors that were not corrected; empty where errors are not counted
    /// @param process that computes on it; blank if none is known
    record Gpu(
            int index,
            String name,
            String driver,
            int memory,
            int used,
            OptionalLong eccErrors,
            String process) {}

    private static final String NONE_FOUND = "No devices were found";
    private static final int MOST_GPUS = 64;
    private static final int MOST_ERRORS = 8;

    private static final Pattern GPU =
            Pattern.compile(
                    "([0-9]{1,3}), ([0-9.]{1,20}), ([0-9]{1,8}), ([0-9]{1,8}), ([^,]{1,40}),"
                            + " ([0-9A-Fa-f:.]{1,20}), (.{1,80})");
    private static final Pattern PROCESS =
            Pattern.compile("([0-9A-Fa-f:.]{1,20}), ([0-9]{1,10}), (.{1,400})");
    private static final Pattern XID =
            Pattern.compile("NVRM: Xid \\(PCI:([0-9A-Fa-f:.]{1,20})\\): ([0-9]{1,4})\\b");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");
    private static final Pattern ARCHITECTURE = Pattern.compile("[A-Za-z0-9_]{1,20}");
    private static final Pattern DISK =
            Pattern.compile("\\s[0-9]+\\s+[0-9]+\\s+([0-9]{1,15})\\s+(?:[0-9]+%|-)\\s");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /// @param gpuLimit within which the driver was to answer
    static MachineFacts of(Map<Question, Answer> answers, Duration gpuLimit) {
        var noGpus = noGpus(answers.get(Question.GPUS), gpuLimit);
        return new MachineFacts(
                noGpus.isPresent() ? List.of() : gpus(answers),
                noGpus,
                said(answers, Question.KERNEL_LOG).map(MachineFacts::errors),
                said(answers, Question.ARCHITECTURE)
                        .map(String::strip)
                        .filter(text -> ARCHITECTURE.matcher(text).matches()),
                disk(said(answers, Question.DISK).orElse("")),
                said(answers, Question.CLOCK)
                        .map(String::strip)
                        .filter(text -> SECONDS.matcher(text).matches())
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text))));
    }

    private static Optional<String> said(Map<Question, Answer> answers, Question question) {
        return answers.get(question) instanceof Answer.Said(int status, String text) && status == 0
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<MachineFault> noGpus(@Nullable Answer answer, Duration limit) {
        return switch (answer) {
            case null -> Optional.empty();
            case Answer.Late() -> Optional.of(new MachineFault.NoAnswer("nvidia-smi", limit));
            case Answer.Absent() ->
                    Optional.of(new MachineFault.NoDriver("nvidia-smi is not installed"));
            case Answer.Said(int status, String text) -> noGpus(status, text);
        };
    }

    private static Optional<MachineFault> noGpus(int status, String text) {
        if (text.contains(NONE_FOUND)) {
            return Optional.empty();
        }
        var strange =
                text.lines()
                        .filter(line -> status != 0 || !GPU.matcher(line).matches())
                        .findFirst();
        return status == 0 && strange.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MachineFault.NoDriver(
                                strange.filter(line -> !line.isBlank())
                                        .orElse("nvidia-smi ended with " + status)));
    }

    private static List<Gpu> gpus(Map<Question, Answer> answers) {
        var processes = said(answers, Question.PROCESSES).orElse("");
        var gpus = new ArrayList<Gpu>();
        said(answers, Question.GPUS)
                .ifPresent(text ->
                        text.lines()
                                .map(GPU::matcher)
                                .filter(line -> line.matches())
                                .limit(MOST_GPUS)
                                .forEach(line ->
                                        gpus.add(
                                                new Gpu(
                                                        Integer.parseInt(line.group(1)),
                                                        line.group(7).strip(),
                                                        line.group(2),
                                                        Integer.parseInt(line.group(3)),
                                                        Integer.parseInt(line.group(4)),
                                                        count(line.group(5).strip()),
                                                        process(processes, line.group(6))))));
        return gpus;
    }

    private static OptionalLong count(String text) {
        return COUNT.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    /// `python3 (1187)`
    private static String process(String processes, String address) {
        return processes
                .lines()
                .map(PROCESS::matcher)
                .filter(line -> line.matches() && line.group(1).equalsIgnoreCase(address))
                .findFirst()
                .map(line -> line.group(3).replaceFirst("^.*/", "") + " (" + line.group(2) + ")")
                .orElse("");
    }

    private static List<MachineFault.Xid> errors(String log) {
        return XID.matcher(log)
                .results()
                .map(e -> new MachineFault.Xid(e.group(1), Integer.parseInt(e.group(2))))
                .distinct()
                .limit(MOST_ERRORS)
                .toList();
    }

    private static OptionalLong disk(String table) {
        var line = DISK.matcher(table);
        return line.find()
                ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024)
                : OptionalLong.empty();
    }
}
