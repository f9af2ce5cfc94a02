package gpudeck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the program is packed with is what it needs.
class ModulesTest {

    @Test
    void theListForJlinkIsWhatTheClassesNeed() throws Exception {
        var path = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        var jars = path.stream().filter(each -> each.endsWith(".jar")).toList();
        var classes = Path.of(ModulesTest.class.getResource("/gpudeck/fonts").toURI());
        var said = new StringWriter();

        int status =
                ToolProvider.findFirst("jdeps")
                        .orElseThrow()
                        .run(
                                new PrintWriter(said),
                                new PrintWriter(said),
                                "--ignore-missing-deps",
                                "--recursive",
                                "--print-module-deps",
                                "--multi-release",
                                "25",
                                "--module-path",
                                joined(jars.stream().filter(ModulesTest::isJavafx).toList()),
                                "--add-modules",
                                "javafx.controls",
                                "--class-path",
                                joined(jars.stream().filter(jar -> !isJavafx(jar)).toList()),
                                classes.getParent().getParent().toString());

        assertThat(status).as(said.toString()).isZero();
        assertThat(Arrays.asList(said.toString().strip().split(",", -1)))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("jlink/modules")));
    }

    private static String joined(List<String> jars) {
        return jars.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isJavafx(String jar) {
        return jar.matches(".*javafx-[a-z]+-[0-9.]+-[a-z0-9-]+\\.jar");
    }
}
