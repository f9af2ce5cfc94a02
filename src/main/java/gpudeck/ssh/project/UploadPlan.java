package gpudeck.ssh.project;

import gpudeck.ssh.project.ProjectFiles.Entry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What has to be done so that a machine has a project as it is here.
///
/// @param source which project it is, so that one is never taken for another
/// @param walkedAt when it was looked at, in nanoseconds since 1970
/// @param gone what the machine has from an earlier upload and the project has not any more
/// @param deletes whether that is deleted, or only forgotten
/// @param sent what the machine has not, or not like that
record UploadPlan(
        String source, long walkedAt, List<String> gone, boolean deletes, List<Entry> sent) {

    UploadPlan {
        gone = List.copyOf(gone);
        sent = List.copyOf(sent);
    }

    /// @param mirrors whether the folder is one that the project has for itself
    static UploadPlan of(ProjectFiles files, LastUpload last, boolean mirrors) {
        var sent = files.entries().stream().filter(entry -> !last.has(entry)).toList();
        if (files.walkedAt().isEmpty()) {
            return new UploadPlan(last.source(), last.walkedAt(), List.of(), false, sent);
        }
        var paths = files.entries().stream().map(Entry::path).collect(Collectors.toSet());
        var gone = last.left().keySet().stream().filter(path -> !paths.contains(path)).toList();
        var source = files.root().toAbsolutePath().normalize().toString();
        boolean deletes = mirrors && source.equals(last.source());
        return new UploadPlan(source, nanos(files.walkedAt().get()), gone, deletes, sent);
    }

    private static long nanos(Instant time) {
        return Math.addExact(
                Math.multiplyExact(time.getEpochSecond(), 1_000_000_000L), time.getNano());
    }

    /// As `sync.py` reads it.
    byte[] bytes(boolean compressed) {
        var fields = new ArrayList<String>();
        fields.add(source);
        fields.add(String.valueOf(walkedAt));
        fields.add(sent.isEmpty() ? "nothing" : compressed ? "zstd" : "plain");
        fields.add(deletes ? "delete" : "forget");
        fields.add(String.valueOf(gone.size()));
        fields.addAll(gone);
        for (var entry : sent) {
            fields.add(LastUpload.what(entry));
            fields.add(entry.path());
        }
        var body = new ByteArrayOutputStream();
        for (var field : fields) {
            body.writeBytes(field.getBytes(StandardCharsets.UTF_8));
            body.write(0);
        }
        var whole = new ByteArrayOutputStream();
        var length = String.format(Locale.ROOT, "%016d", body.size());
        whole.writeBytes(length.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }
}
