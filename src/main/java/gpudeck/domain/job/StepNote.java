package gpudeck.domain.job;

import gpudeck.domain.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What there is to say about a step beyond its name.
public sealed interface StepNote {

    record None() implements StepNote {}

    /// What will be sent of the project.
    record Project(int files, long bytes) implements StepNote {}

    /// How much of a transfer is done. Totals of 0 are not known.
    ///
    /// @param perSecond bytes: over the last seconds, or over all once it is done; 0 while not
    ///   known
    record Transfer(int files, int totalFiles, long bytes, long totalBytes, long perSecond)
            implements StepNote {

        /// How long the rest takes if it goes on like that.
        public Optional<Duration> left() {
            return perSecond > 0 && bytes < totalBytes
                    ? Optional.of(Duration.ofSeconds(Math.ceilDiv(totalBytes - bytes, perSecond)))
                    : Optional.empty();
        }
    }

    /// The machine has all of the project from an earlier run.
    record Unchanged() implements StepNote {}

    /// Results are not all here and right yet; the machine is kept, and costs money, for the next
    /// attempt.
    ///
    /// @param missingFiles of `ofFiles`; both are 0 while the machine has not told what there is
    /// @param attempt that went wrong, from 1
    /// @param since when the wait for the next one began
    record HoldingResults(
            Problem why, int missingFiles, int ofFiles, int attempt, Instant since, Instant until)
            implements StepNote {}

    /// All results are here, and right.
    ///
    /// @param leftOut names of what can never be brought, at most a few
    record Verified(int files, long bytes, List<String> leftOut) implements StepNote {
        public Verified {
            leftOut = List.copyOf(leftOut);
        }
    }

    record Place(String type, String region, int attempt) implements StepNote {}

    /// The launch was sent and no answer came: the list is searched for the machine.
    record LookingForLaunch() implements StepNote {}

    /// Sold out; tried again at the next look.
    record WaitingForCapacity() implements StepNote {}

    record Address(String ip) implements StepNote {}

    /// Its sshd answers, and does not show the key yet that it was given at its launch.
    record AwaitingHostKey() implements StepNote {}

    record HostKey(String fingerprint) implements StepNote {}

    /// The machine is what was bought. Figures are 0 and words blank where there is no GPU.
    ///
    /// @param gpu as its type names it: `A10`
    /// @param freeMebibytes of the GPU that has the least, and its total
    /// @param unread what could not be read there, and so was not judged
    record Checked(
            int gpus,
            String gpu,
            String driver,
            int freeMebibytes,
            int totalMebibytes,
            long freeDiskBytes,
            List<Unread> unread)
            implements StepNote {
        public Checked {
            unread = List.copyOf(unread);
        }
    }

    enum Unread {
        ECC,
        KERNEL_LOG,
        ARCHITECTURE,
        DISK,
        CLOCK
    }

    /// @param tool what sets the project up: `uv sync`, `uv pip install`, `python3`
    record SetUp(String tool) implements StepNote {}

    /// @param number of the script, from 1
    record Script(int number, int of, String name) implements StepNote {}

    /// Terminate was asked `asked` times and is not proved yet.
    record Ending(int asked) implements StepNote {}

    /// The machine runs on, as it was agreed, until its lease ends.
    record Kept() implements StepNote {}
}
