package gpudeck.campaign;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A job whose results are known to the byte before it runs.
///
/// @param scripts what follows `work.py`, one for each time that it runs
/// @param uploadKilobytes of a file that only makes the project bigger
/// @param isSetUp whether the machine has to set an environment up
/// @param options more of the command line
record Job(
        List<String> scripts,
        int resultKilobytes,
        int uploadKilobytes,
        boolean isSetUp,
        List<String> options) {

    static final String MARK = "results-written";

    private static final int KILOBYTE = 1024;

    /// Writes its results, leaves a mark in the home folder, and waits or fails if told so.
    private static final String WORK =
            """
            import os, sys, time
            home = os.path.expanduser("~")
            os.makedirs("results", exist_ok=True)
            chunk = bytes((i * 31 + 7) % 251 for i in range(1024))
            with open("results/model.bin", "wb") as out:
                for _ in range(int(sys.argv[1])):
                    out.write(chunk)
            with open("results/metrics.json", "w") as out:
                out.write('{"loss": 0.25}\\n')
            print("the results are written")
            if "wait" in sys.argv:
                open(os.path.join(home, "results-written"), "w").close()
                while not os.path.exists(os.path.join(home, "go")):
                    time.sleep(0.02)
            if "fail" in sys.argv:
                sys.exit(3)
            """;

    static Job plain() {
        return withScripts("");
    }

    /// @param scripts how each of its scripts behaves: `wait`, `fail` or empty
    static Job withScripts(String... scripts) {
        return new Job(List.of(scripts), 64, 1, false, List.of());
    }

    static Job withSetUp() {
        return new Job(List.of(""), 64, 1, true, List.of());
    }

    Job withUpload(int kilobytes) {
        return new Job(scripts, resultKilobytes, kilobytes, isSetUp, options);
    }

    Job withResults(int kilobytes) {
        return new Job(scripts, kilobytes, uploadKilobytes, isSetUp, options);
    }

    Job withOptions(String... more) {
        return new Job(scripts, resultKilobytes, uploadKilobytes, isSetUp, List.of(more));
    }

    void writeTo(Path project) throws IOException {
        Files.createDirectories(project);
        Files.writeString(project.resolve("work.py"), WORK);
        Files.write(project.resolve("data.bin"), content(uploadKilobytes));
        if (isSetUp) {
            Files.writeString(
                    project.resolve("pyproject.toml"),
                    "[project]\nname = \"work\"\nversion = \"1\"\ndependencies = []\n");
        }
    }

    List<String> command(Path project, Path out) {
        var command =
                new ArrayList<>(
                        List.of(
                                "run",
                                "--type",
                                "gpu_1x_a10",
                                "--region",
                                "us-east-1",
                                "--project"));
        command.addAll(
                List.of(project.toString(), "--result", "results/", "--out", out.toString()));
        for (var script : scripts) {
            command.addAll(List.of("--script", "work.py " + resultKilobytes + " " + script));
        }
        command.addAll(options);
        return command;
    }

    /// Whether a run's folder has all results, to the byte.
    boolean isWhole(Path run) throws IOException {
        var results = run.resolve("results");
        var model = results.resolve("model.bin");
        var metrics = results.resolve("metrics.json");
        return Files.exists(model)
                && Files.exists(metrics)
                && Arrays.equals(Files.readAllBytes(model), content(resultKilobytes))
                && Files.readString(metrics).equals("{\"loss\": 0.25}\n");
    }

    private static byte[] content(int kilobytes) {
        var chunk = new byte[KILOBYTE];
        for (int i = 0; i < KILOBYTE; i++) {
            chunk[i] = (byte) ((i * 31 + 7) % 251);
        }
        var content = new ByteArrayOutputStream(kilobytes * KILOBYTE);
        for (int i = 0; i < kilobytes; i++) {
            content.writeBytes(chunk);
        }
        return content.toByteArray();
    }
}
