package gpudeck.ssh.project;

import gpudeck.ssh.project.ProjectFiles.Entry;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// What has to be done so that a machine has a project as it is here.
///
/// @param source which project it is, so that one is never taken for another
/// @param walkedAt when it was looked at, in nanoseconds since 1970
/// @param gone what the machine has from an earlier upload and the project has not any more
/// @param deletes whether that is deleted, or only forgotten
/// @param sent what the machine has not, or not like that
record UploadPlan(
        String source, long walkedAt, List<String> gone, boolean deletes, List<Entry> sent) {

    private static final int BUFFER_BYTES = 64 * 1024;

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

    /// As `sync.py` reads it. Of many small files it would be as long as some of them, and is only
    /// packed where they are.
    byte[] bytes(boolean compressed) throws IOException {
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
        var body = packed(fields, compressed ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
        var whole = new ByteArrayOutputStream();
        var length = String.format(Locale.ROOT, "%016d", body.length);
        whole.writeBytes(length.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private static byte[] packed(List<String> fields, int level) throws IOException {
        var body = new ByteArrayOutputStream();
        var deflater = new Deflater(level);
        var packed = new DeflaterOutputStream(body, deflater, BUFFER_BYTES);
        try (var out = new BufferedOutputStream(packed, BUFFER_BYTES)) {
            for (var field : fields) {
                out.write(field.getBytes(StandardCharsets.UTF_8));
                out.write(0);
            }
        } finally {
            deflater.end();
        }
        return body.toByteArray();
    }
}
