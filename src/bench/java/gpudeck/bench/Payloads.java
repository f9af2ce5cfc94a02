package gpudeck.bench;

import gpudeck.bench.machine.Payload;
import java.io.IOException;
import java.nio.file.Path;

/// What is brought, made up under a folder in the size that is asked for.
record Payloads(Path in, BenchmarkOptions options) {

    private static final int SMALL_FILES = 10_000;
    private static final int SOURCES = 2_500;

    Payload smallFiles() throws IOException {
        return Payload.smallFiles(in.resolve("small"), options.scaled(SMALL_FILES));
    }

    Payload project() throws IOException {
        return Payload.project(in.resolve("sources"), options.scaled(SOURCES));
    }

    Payload oneFile(int mib) throws IOException {
        return Payload.oneFile(in.resolve("big"), (long) options.scaled(mib) << 20);
    }
}
