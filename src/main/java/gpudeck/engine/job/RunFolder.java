package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import gpudeck.store.json.Json;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/// The run's own new folder: results at their project-relative paths, the bytes of each command's
/// stdout and stderr under `console/`, and, once all results are here, `manifest.json`.
///
/// @param path absolute; not made yet
record RunFolder(Path path) {

    static final String CONSOLE = "console";
    static final String MANIFEST = "manifest.json";
    private static final String MANIFEST_DRAFT = "manifest.json.new";

    /// What no result may be called here, at the top.
    static final Set<String> OURS = Set.of(CONSOLE, MANIFEST, MANIFEST_DRAFT);

    /// Less than this is as good as full.
    private static final long ROOM_BYTES = 64L << 20;

    private static final int LONGEST_NAME = 60;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

    /// The id makes its name one that no other run has.
    static RunFolder of(RunId id, JobSpec spec, Instant now, ZoneId zone) {
        var name = tidy(spec.name());
        var stamp = STAMP.format(now.atZone(zone));
        return new RunFolder(
                spec.output()
                        .toAbsolutePath()
                        .resolve("%s-%s-%s".formatted(name, stamp, id.shortForm())));
    }

    private static String tidy(String name) {
        var tidy = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+", "");
        var short_ = tidy.substring(0, Math.min(tidy.length(), LONGEST_NAME));
        return short_.isBlank() ? "job" : short_;
    }

    /// Makes it.
    ///
    /// @throws JobException if that fails, or there is no room for results
    void create() throws JobException {
        try {
            var parent = path.getParent();
            Files.createDirectories(parent == null ? path : parent);
            Files.createDirectory(path);
            Files.createDirectory(path.resolve(CONSOLE));
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < ROOM_BYTES) {
                throw new JobException(new JobError.LocalDiskFull(path.toString(), free));
            }
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /// A file under `console/`, in the place of an earlier one: a log is told from its beginning.
    OutputStream console(String name) throws IOException {
        // An interrupt closes a file that is opened by a channel.
        return new FileOutputStream(path.resolve(CONSOLE).resolve(tidy(name)).toFile());
    }

    /// The copy of the machine's log of the run, for as long as the run goes on.
    Path log() {
        return path.resolve(CONSOLE).resolve("run.log");
    }

    /// Says that all results are here, and what they are.
    void writeManifest(ResultsManifest manifest) throws IOException {
        DurableFiles.writeWhole(
                path.resolve(MANIFEST), path.resolve(MANIFEST_DRAFT), Json.write(manifest));
    }

    /// What a failure to read or write here means.
    JobException problem(IOException e) {
        return new JobException(problemOf(e), e);
    }

    private JobError problemOf(IOException e) {
        var words = String.valueOf(e.getMessage());
        try {
            var existing = Files.exists(path) ? path : path.getRoot();
            long free = existing == null ? 0 : Files.getFileStore(existing).getUsableSpace();
            if (words.contains("No space left") || free < 1 << 20) {
                return new JobError.LocalDiskFull(path.toString(), free);
            }
        } catch (IOException _) {
            // Whatever is wrong with the disk, the first failure says it better.
        }
        return new JobError.LocalFile(
                e instanceof java.nio.file.FileSystemException file && file.getFile() != null
                        ? file.getFile()
                        : path.toString(),
                words);
    }
}
