package gpudeck.ssh.lock;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.MachineFault;
import gpudeck.ssh.project.ProjectFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonNeedsTest {

    private static final String X86 = "https://a/b-1-cp312-cp312-manylinux_2_28_x86_64.whl";
    private static final String ARM =
            "https://a/b-1-cp312-cp312-manylinux2014_aarch64.whl#sha256=0";
    private static final String REGISTRY = "source = { registry = 'https://pypi.org/simple' }\n";

    @TempDir Path folder;

    @Test
    void aPackageWithBuildsForOthersOnlyCannotBeInstalled() throws Exception {
        lock("{ name = 'b' }", b(REGISTRY + wheels(X86)));

        assertThat(needs().against("x86_64")).isEmpty();
        assertThat(needs().against("aarch64"))
                .containsExactly(new MachineFault.NoWheel("b 1", "aarch64"));
    }

    @Test
    void oneWithABuildForEachCan() throws Exception {
        lock("{ name = 'b' }", b(REGISTRY + wheels(X86, ARM)));

        assertThat(needs().against("aarch64")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sdist = { url = 'https://a/b-1.tar.gz' }",
                "wheels = [{ url = 'https://a/b-1-py3-none-any.whl' }]",
                "wheels = [{ filename = 'b-1-cp312-abi3-linux_aarch64.whl' }]",
                "wheels = [{ url = 'https://a/b-1-cp312-cp312-musllinux_1_2_aarch64.whl' }]",
                "wheels = [{ url = 'https://a/b-1.egg' }]",
                "wheels = []"
            })
    void whatMayFitIsLeftToUv(String source) throws Exception {
        lock("{ name = 'b' }", b(REGISTRY + source));

        assertThat(needs().against("aarch64")).isEmpty();
    }

    @Test
    void aSourceBesideTheBuildsIsEnough() throws Exception {
        lock(
                "{ name = 'b' }",
                b(REGISTRY + wheels(X86) + "sdist = { url = 'https://a/b-1.tar.gz' }\n"));

        assertThat(needs().against("aarch64")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a/b-1-cp312-cp312-macosx_11_0_arm64.whl",
                "https://a/b-1-cp312-cp312-win_arm64.whl",
                "https://a/b-1%2Bcu128-cp312-cp312-linux_x86_64.whl"
            })
    void buildsForOtherSystemsAreForOthers(String wheel) throws Exception {
        lock("{ name = 'b' }", b(REGISTRY + wheels(wheel)));

        assertThat(needs().against("aarch64")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "platform_machine == 'aarch64'                                   | true",
                "platform_machine != 'x86_64' and sys_platform == 'linux'        | true",
                "(os_name == 'nt' or platform_system == 'Linux')                 | true",
                "'aarch64' == platform_machine                                   | true",
                "python_version < '3' or sys_platform == 'linux'                 | true",
                "platform_machine == 'x86_64'                                    | false",
                "platform_machine == 'arm64'                                     | false",
                "sys_platform == 'darwin'                                        | false",
                "python_full_version >= '3.12'                                   | false",
                "sys_platform == 'linux' and extra == 'gpu'                      | false",
                "platform_machine in 'aarch64 arm64'                             | false",
                "platform_machine not in 'aarch64'                               | false",
                "(platform_machine == 'aarch64'                                  | false",
                "platform_machine == 'aarch64' and                               | false",
                "platform_machine ==                                             | false",
                "%%%                                                             | false"
            })
    void onlyWhatIsCertainlyInstalledCounts(String marker, boolean counts) throws Exception {
        lock("{ name = 'b', marker = \"" + marker.strip() + "\" }", b(REGISTRY + wheels(X86)));

        assertThat(needs().against("aarch64")).hasSize(counts ? 1 : 0);
    }

    @Test
    void followsDependenciesOfDependenciesAndTheirExtras() throws Exception {
        lock(
                "{ name = 'a', extra = ['fast'] }",
                """
                [[package]]
                name = "a"
                version = "1"
                source = { registry = "https://pypi.org/simple" }
                sdist = { url = "https://a/a-1.tar.gz" }
                dependencies = [{ name = "a" }]

                [package.optional-dependencies]
                fast = [{ name = "b" }]
                slow = [{ name = "c" }]

                """
                        + b(REGISTRY + wheels(X86))
                        + b(REGISTRY + wheels(X86)).replace("'b'", "'c'"));

        assertThat(needs().against("aarch64"))
                .containsExactly(new MachineFault.NoWheel("b 1", "aarch64"));
    }

    /// A lock with two versions names the one that it means.
    @Test
    void takesTheVersionThatIsMeant() throws Exception {
        lock(
                "{ name = 'b', version = '2', marker = \"platform_machine == 'aarch64'\" },"
                        + "{ name = 'b', version = '1', marker = \"platform_machine != 'aarch64'\" }",
                b(REGISTRY + wheels(X86)) + b(REGISTRY + wheels(ARM)).replace("'1'", "'2'"));

        assertThat(needs().against("aarch64")).isEmpty();
        assertThat(needs().against("x86_64")).isEmpty();
    }

    @Test
    void aLockForOtherMachinesOnlyIsForOthers() throws Exception {
        var only = "supported-markers = [\"platform_machine == 'x86_64'\"]\n";
        Files.writeString(folder.resolve("uv.lock"), "version = 1\n" + only);

        assertThat(needs().against("x86_64")).isEmpty();
        assertThat(needs().against("aarch64"))
                .containsExactly(new MachineFault.LockedForOthers("aarch64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environments = \"sys_platform == 'darwin'\"",
                "environments = [\"sys_platform == 'win32'\", \"platform_machine == 'arm64'\"]"
            })
    void aProjectForOtherMachinesOnlyIsForOthers(String environments) throws Exception {
        Files.writeString(folder.resolve("pyproject.toml"), "[tool.uv]\n" + environments + "\n");

        assertThat(needs().against("x86_64"))
                .containsExactly(new MachineFault.LockedForOthers("x86_64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pyproject.toml   | [project]\\ndependencies = ['numpy', 'torch>=2.4']      | true",
                "pyproject.toml   | [project.optional-dependencies]\\ngpu = ['torch']       | true",
                "pyproject.toml   | [dependency-groups]\\ndev = ['Torch ; os_name == \"x\"'] | true",
                "pyproject.toml   | [tool.uv]\\ndev-dependencies = ['torch[opt]==2.9.1']    | true",
                "pyproject.toml   | [project]\\ndependencies = ['torchvision', 'torch-geo'] | false",
                "requirements.txt | numpy\\ntorch==2.9.1 --hash=sha256:0                    | true",
                "requirements.txt | # torch\\npytorch\\ntorchaudio                          | false",
                "uv.lock          | [[package]]\\nname = 'torch'                            | true",
                "uv.lock          | [[package]]\\nname = 'torchvision'                      | false",
                "uv.lock          | [[package                                              | false",
                "lib/uv.lock      | [[package]]\\nname = 'torch'                            | false"
            })
    void knowsWhetherPyTorchIsWanted(String file, String text, boolean isWanted) throws Exception {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.replace("\\n", "\n"));

        assertThat(needs().mayWantTorch()).isEqualTo(isWanted);
    }

    @Test
    void aFileThatIsLeftOutSaysNothing() throws Exception {
        Files.writeString(folder.resolve("requirements.txt"), "torch\n");

        var files = ProjectFiles.scan(folder, List.of("requirements.txt"));

        assertThat(PythonNeeds.of(files).mayWantTorch()).isFalse();
    }

    private void lock(String dependencies, String packages) throws Exception {
        Files.writeString(
                folder.resolve("uv.lock"),
                """
                version = 1
                revision = 3

                [[package]]
                name = "p"
                version = "1"
                source = { virtual = "." }
                dependencies = [%s]

                %s
                """
                        .formatted(dependencies, packages));
    }

    private static String b(String more) {
        return "[[package]]\nname = 'b'\nversion = '1'\n" + more + "\n\n";
    }

    private static String wheels(String... urls) {
        return "wheels = [{ url = '" + String.join("' }, { url = '", urls) + "' }]\n";
    }

    private PythonNeeds needs() throws Exception {
        return PythonNeeds.of(ProjectFiles.scan(folder, List.of()));
    }
}
