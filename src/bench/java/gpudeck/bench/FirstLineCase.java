package gpudeck.bench;

import gpudeck.bench.machine.DelayProxy;
import gpudeck.bench.machine.LocalMachine;
import gpudeck.bench.machine.OpenSsh;
import gpudeck.bench.machine.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// From a machine that lets in to the first line that a script of a tiny project writes there, over
/// a long link: all that a job does in between, beside the commands that one would type.
record FirstLineCase(BenchmarkOptions options) {

    private static final double MOST = 0.4;
    private static final String BY_HAND = "ssh for each step";
    private static final String SCRIPT = "hello.py";

    void measure(Report report) throws Exception {
        try (var machine = LocalMachine.begin(options.folder());
                var link = new DelayProxy(machine.port(), FarCases.ROUND_TRIP, FarCases.MEGABITS);
                var jobs = new JobBench(machine, link.port())) {
            equip(machine.home().resolve(".local/bin"));
            var project = project(machine.here().resolve("tiny"));
            var left =
                    List.of(machine.home().resolve("project"), machine.home().resolve(".gpudeck"));
            var turns =
                    new Turns()
                            .add(Race.OURS, new Job(jobs, project, left))
                            .add(BY_HAND, new ByHand(machine.openSsh(link.port()), project, left))
                            .warmUp(Race.OURS, Race.WARM_UP_TURNS);
            turns.run(options.rounds());
            report.note(turns.spread());
            report.ratio(
                    "80 ms: from sshd to a script's first line",
                    turns.median(Race.OURS),
                    BY_HAND,
                    turns.median(BY_HAND),
                    MOST);
        }
    }

    private static final class Job implements Turns.Contender {

        private final JobBench jobs;
        private final Path project;
        private final List<Path> left;
        private Optional<JobBench.Running> running = Optional.empty();

        Job(JobBench jobs, Path project, List<Path> left) {
            this.jobs = jobs;
            this.project = project;
            this.left = left;
        }

        @Override
        public void before() throws Exception {
            Shell.delete(left);
        }

        @Override
        public void go() throws Exception {
            var started = jobs.start(project, SCRIPT);
            running = Optional.of(started);
            started.awaitFirstOutput();
        }

        @Override
        public void after() throws Exception {
            running.orElseThrow().awaitSuccess();
        }
    }

    private record ByHand(OpenSsh ssh, Path project, List<Path> left) implements Turns.Contender {

        @Override
        public void before() throws Exception {
            Shell.delete(left);
        }

        @Override
        public void go() throws Exception {
            ssh.exec("mkdir -p project");
            ssh.exec("nvidia-smi");
            ssh.scp(project, "project");
            ssh.exec("cd project/tiny && uv sync");
            ssh.exec("cd project/tiny && uv run python " + SCRIPT);
        }
    }

    private static Path project(Path folder) throws IOException {
        Files.createDirectories(folder);
        var about = "[project]\nname = \"tiny\"\nversion = \"1\"\ndependencies = []\n";
        Files.writeString(folder.resolve("pyproject.toml"), about);
        Files.writeString(folder.resolve(SCRIPT), "print('hello')\n");
        return folder;
    }

    /// What a GPU machine has: stand-ins that take no time of their own.
    private static void equip(Path bin) throws IOException {
        Files.createDirectories(bin);
        program(
                bin.resolve("uv"),
                """
                #!/bin/sh
                [ "$1 $2" = "run python" ] || exit 0
                shift 2
                exec python3 "$@"
                """);
        program(
                bin.resolve("nvidia-smi"),
                """
                #!/bin/sh
                case "$1" in
                --query-compute-apps=*) ;;
                *) echo '0, 570.148.08, 23028, 1, 0, 00000000:05:00.0, NVIDIA A10' ;;
                esac
                """);
        program(bin.resolve("dmesg"), "#!/bin/sh\n");
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
