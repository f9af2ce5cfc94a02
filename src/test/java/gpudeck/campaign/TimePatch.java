package gpudeck.campaign;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A clock of the product that the campaign turns: it jumps when told, and may run faster than the
/// computer's. All processes of one trial share it.
///
/// @param file says by how many milliseconds it is wrong now
/// @param speed how much faster all pauses and the time of day go
record TimePatch(Path file, int speed) {

    private static final String SYSTEM_TIME = "gpudeck/app/session/SystemTime.java";
    private static final String CLIENT = "gpudeck/cloud/LambdaCloudClient.java";
    private static final String PACER = "gpudeck/cloud/Pacer.java";

    /// On a busy computer even a simulated answer takes its time.
    private static final long SHORTEST_TIMEOUT_MILLIS = 1_000;

    void jump(Duration by) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, Long.toString(by.toMillis()));
        Files.move(next, file, REPLACE_EXISTING, ATOMIC_MOVE);
    }

    Patch addedTo(Patch patch) throws IOException {
        jump(Duration.ZERO);
        long origin = System.currentTimeMillis();
        var now =
                """
                try {
                    long wrong = Long.parseLong(java.nio.file.Files.readString(
                            java.nio.file.Path.of("%s")));
                    return Instant.ofEpochMilli(
                            %dL + (System.currentTimeMillis() - %dL) * %d + wrong);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                """
                        .formatted(file.toAbsolutePath(), origin, origin, speed);
        return patch.replace(SYSTEM_TIME, "return Instant.now();", now)
                .replace(
                        SYSTEM_TIME,
                        "System.nanoTime() - startNanos",
                        "(System.nanoTime() - startNanos) * " + speed)
                .replace(
                        SYSTEM_TIME,
                        "Thread.sleep(duration);",
                        "Thread.sleep(duration.dividedBy(%d));".formatted(speed))
                .replace(CLIENT, "readTimeout(Duration.ofSeconds(20)", timeout("read", 20_000))
                .replace(CLIENT, "callTimeout(Duration.ofSeconds(40)", timeout("call", 40_000))
                .replace(
                        PACER,
                        "of(Duration.ofMillis(1_050), Duration.ofMillis(12_500)",
                        "of(Duration.ofMillis(1_050 / %1$d), Duration.ofMillis(12_500 / %1$d)"
                                .formatted(speed));
    }

    private String timeout(String which, long millis) {
        return "%sTimeout(Duration.ofMillis(%d)"
                .formatted(which, Math.max(SHORTEST_TIMEOUT_MILLIS, millis / speed));
    }
}
