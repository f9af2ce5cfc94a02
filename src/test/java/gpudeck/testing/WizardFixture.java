package gpudeck.testing;

import gpudeck.domain.Cents;
import gpudeck.domain.Signal;
import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import gpudeck.domain.cloud.Image;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.domain.job.JobSpec;
import gpudeck.engine.Catalog;
import gpudeck.engine.ProjectPreview;
import gpudeck.engine.fleet.Fleet;
import gpudeck.engine.keys.UsableKey;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.Ticker;
import gpudeck.viewmodel.keys.KeyAccess;
import gpudeck.viewmodel.wizard.WizardDefaults;
import gpudeck.viewmodel.wizard.WizardViewModel;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// A wizard over a small catalogue, one usable and one locked key, and a project that exists only
/// in words.
public final class WizardFixture {

    public static final InstanceType H100_SXM =
            new InstanceType(
                    "gpu_1x_h100_sxm5",
                    "1x H100 (80 GB SXM5)",
                    "H100 (80 GB SXM5)",
                    new Cents(429),
                    1,
                    OptionalInt.of(80),
                    26,
                    225,
                    2800,
                    Optional.of("x86_64"));

    public static final InstanceType B200 =
            new InstanceType(
                    "gpu_1x_b200_sxm6",
                    "1x B200 (180 GB SXM6)",
                    "B200 (180 GB SXM6)",
                    new Cents(699),
                    1,
                    OptionalInt.of(180),
                    26,
                    360,
                    2800,
                    Optional.of("x86_64"));

    public final Signal<Catalog> catalog = new Signal<>(Catalog.UNREAD);
    public final Signal<Fleet> fleet = new Signal<>(Fleet.UNREAD);
    public final Ticker ticker = new Ticker(Samples.MORNING, ZoneOffset.UTC);
    public final StepwiseBackground background = new StepwiseBackground();
    public final List<JobSpec> started = new ArrayList<>();
    public final Keys keys = new Keys();
    public final Path project = Path.of("code", "llama-sft").toAbsolutePath();

    public WizardDefaults defaults(Path output) {
        return WizardDefaults.empty(output);
    }

    public WizardViewModel open(WizardDefaults defaults) {
        return new WizardViewModel(
                defaults,
                new Live(fleet, catalog, new Signal<>(List.of()), ticker),
                keys,
                this::preview,
                TestTime.hurrying(),
                background,
                started::add);
    }

    /// The catalogue arrives, and everything asked for in the background is done.
    public void settle() {
        catalog.publish(offered());
        background.runAll();
    }

    public Catalog offered() {
        return offered(B200, List.of());
    }

    /// The same, but that type is open in these regions.
    public Catalog offered(InstanceType type, List<Region> open) {
        return new Catalog(
                Stream.of(
                                new TypeOffer(Samples.A10, List.of(Samples.TEXAS)),
                                new TypeOffer(Samples.H100, List.of(Samples.UTAH)),
                                new TypeOffer(H100_SXM, List.of(Samples.TEXAS, Samples.UTAH)),
                                new TypeOffer(B200, List.of()))
                        .map(o -> o.type().equals(type) ? new TypeOffer(type, open) : o)
                        .toList(),
                List.of(Samples.TEXAS, Samples.UTAH),
                List.of(
                        image("lambda-stack-24-04", Samples.TEXAS),
                        image("lambda-stack-24-04", Samples.UTAH)),
                List.of(Samples.LAPTOP_KEY),
                List.of(),
                Optional.of(Samples.MORNING),
                Optional.empty());
    }

    private static Image image(String family, Region region) {
        return new Image(
                family + region.name(),
                family,
                "",
                family,
                "1",
                Optional.of("x86_64"),
                region,
                Optional.empty());
    }

    private ProjectPreview preview(Path folder, List<String> excluded) throws IOException {
        if (!folder.equals(project)) {
            throw new NoSuchFileException(folder.toString());
        }
        var parts =
                List.of(
                                part("data", true, 6, 1_600_000_000L),
                                part("tokenizer", true, 9, 148_000_000L),
                                part("src", true, 179, 1_100_000L),
                                part("scripts", true, 12, 186_000L),
                                part("pyproject.toml", false, 1, 900L))
                        .stream()
                        .filter(p -> !excluded.contains(p.name()))
                        .toList();
        var leftOut = new ArrayList<>(excluded);
        leftOut.addAll(List.of(".venv", ".git"));
        return new ProjectPreview(
                folder,
                parts.stream().mapToInt(ProjectPreview.Part::files).sum(),
                parts.stream().mapToLong(ProjectPreview.Part::bytes).sum(),
                parts,
                leftOut,
                List.of("scripts/1_check.py", "scripts/2_train.py", "scripts/3_eval.py"),
                "uv sync");
    }

    private static ProjectPreview.Part part(String name, boolean folder, int files, long bytes) {
        return new ProjectPreview.Part(name, folder, files, bytes);
    }

    /// Keys of this computer, as a test wants them.
    public static final class Keys implements KeyAccess {

        public final List<UsableKey> found =
                new ArrayList<>(
                        List.of(new UsableKey(Samples.LAPTOP_KEY, "~/.ssh/id_ed25519", false)));

        @Override
        public List<UsableKey> usable() {
            return List.copyOf(found);
        }

        @Override
        public UsableKey create(String name) {
            return new UsableKey(new SshKey("new", name, "ssh-ed25519 AAAA"), "~/.ssh/new", false);
        }

        @Override
        public void unlock(String keyName, String passphrase) throws SshException {
            if (!passphrase.equals("open sesame")) {
                throw new SshException(new SshError.PassphraseWrong("id_ed25519"));
            }
        }
    }
}
