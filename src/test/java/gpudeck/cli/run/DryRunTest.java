package gpudeck.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.cli.ExitStatus;
import gpudeck.testing.CommandTest;
import gpudeck.testing.FakeCloud.Call;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DryRunTest extends CommandTest {

    @Test
    void saysWhatWouldBeSentAndBuysNothing() throws Exception {
        var project = Files.createDirectories(folder.resolve("p"));
        Files.writeString(project.resolve("train.py"), "print()");
        Files.write(Files.createDirectories(project.resolve("data")).resolve("a"), new byte[2000]);
        Files.createDirectories(project.resolve(".git"));

        int status = given.run("run", "--dry-run", "--project", project.toString());

        assertThat(given.out().lines().map(String::strip))
                .containsExactly(
                        "2 files would be sent, 2.0 KB:",
                        "2.0 KB  data/",
                        "7 B  train.py",
                        "Left out: .git",
                        "Set up with: python3");
        assertThat(status).isEqualTo(ExitStatus.DONE);
        assertThat(given.account.cloud.count(Call.LAUNCH)).isZero();
    }

    @Test
    void saysThatThereIsNoSuchFolder() throws Exception {
        int status = given.run("run", "--dry-run", "--project", folder.resolve("none").toString());

        assertThat(status).isEqualTo(ExitStatus.USAGE);
        assertThat(given.err()).contains("none");
    }
}
