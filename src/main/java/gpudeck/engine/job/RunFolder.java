package gpudeck.engine.job;

import gpudeck.domain.JobError;
import gpudeck.domain.JobException;
import gpudeck.domain.RunId;
import gpudeck.domain.job.JobSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The run's own new folder: results at their project-relative paths, and the bytes of each
/// command's stdout and stderr under `console/`.
///
/// @param path absolute; not made yet
record RunFolder(Path path) {

    static final String CONSOLE = "console";

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

    /// A new file under `console/`.
    OutputStream console(String name) throws IOException {
        return Files.newOutputStream(
                path.resolve(CONSOLE).resolve(tidy(name)), StandardOpenOption.CREATE_NEW);
    }

    /// A new folder in it for what one attempt to download brings.
    Path staging(int attempt) throws IOException {
        var staging = path.resolve(".incoming-" + attempt);
        Files.createDirectories(staging);
        return staging;
    }

    /// Gives what was staged its place. What has that place already, from an earlier attempt or
    /// because a result is named like a console file, is not overwritten.
    void settle(Path staging) throws IOException {
        for (var from : inside(staging)) {
            var to = path.resolve(staging.relativize(from));
            if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(to);
            } else if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(from, to);
            } else if (Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
                    && Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
                    && Files.mismatch(from, to) < 0) {
                Files.delete(from);
            }
        }
        for (var left : inside(staging).reversed()) {
            if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS) && inside(left).isEmpty()) {
                Files.delete(left);
            }
        }
        if (inside(staging).isEmpty()) {
            Files.delete(staging);
        }
    }

    /// Folders before what is in them.
    private static List<Path> inside(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(p -> !p.equals(folder)).sorted().toList();
        }
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
