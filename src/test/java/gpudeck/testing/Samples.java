package gpudeck.testing;

import gpudeck.domain.Cents;
import gpudeck.domain.RunId;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.job.JobSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Domain objects that tests start from.
public final class Samples {

    public static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    public static final Region TEXAS = new Region("us-south-1", "Texas, USA");
    public static final Region UTAH = new Region("us-west-3", "Utah, USA");

    public static final InstanceType A10 =
            new InstanceType(
                    "gpu_1x_a10",
                    "1x A10 (24 GB PCIe)",
                    "A10 (24 GB PCIe)",
                    new Cents(129),
                    1,
                    OptionalInt.of(24),
                    30,
                    200,
                    1400,
                    Optional.of("x86_64"));

    public static final InstanceType H100 =
            new InstanceType(
                    "gpu_1x_h100_pcie",
                    "1x H100 (80 GB PCIe)",
                    "H100 (80 GB PCIe)",
                    new Cents(329),
                    1,
                    OptionalInt.of(80),
                    26,
                    200,
                    1024,
                    Optional.of("x86_64"));

    public static final SshKey LAPTOP_KEY =
            new SshKey("0920582c7ff041399e34823a0be62549", "laptop", "ssh-ed25519 AAAAC3Nz laptop");

    private Samples() {}

    /// A ULID that ends with `number`.
    public static RunId run(int number) {
        return new RunId("01JNAR8Q00%016d".formatted(number));
    }

    public static LaunchRequest launch(String name) {
        return new LaunchRequest(
                TEXAS.name(),
                A10.name(),
                LAPTOP_KEY.name(),
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    public static Instance instance(String id, String name, InstanceStatus status) {
        return instance(id, name, status, A10, Map.of());
    }

    public static Instance instance(
            String id,
            String name,
            InstanceStatus status,
            InstanceType type,
            Map<String, String> tags) {
        return new Instance(
                new InstanceId(id),
                Optional.of(name),
                status,
                Optional.of("203.0.113.7"),
                Optional.empty(),
                Optional.empty(),
                TEXAS,
                type,
                List.of(LAPTOP_KEY.name()),
                List.of(),
                List.of(),
                Optional.empty(),
                tags,
                Map.of(),
                List.of());
    }

    public static JobSpec job(Path project, Path output) {
        return new JobSpec(
                "train",
                List.of(A10.name()),
                new JobSpec.RegionChoice.In(TEXAS.name()),
                LAPTOP_KEY.name(),
                Optional.empty(),
                List.of(),
                project,
                List.of(),
                List.of(new JobSpec.ScriptCall("train.py", List.of("--epochs", "3"))),
                List.of(),
                List.of("results/"),
                output,
                JobSpec.OnScriptFailure.STOP,
                false,
                JobSpec.Limits.DEFAULT,
                JobSpec.Holding.DEFAULT,
                JobSpec.Machine.OF_ITS_OWN,
                JobSpec.GpuCheck.STOP);
    }
}
