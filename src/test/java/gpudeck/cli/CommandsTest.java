package gpudeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.CloudError;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.sim.cloudinit.UserData;
import gpudeck.testing.CommandTest;
import gpudeck.testing.FakeCloud;
import gpudeck.testing.FakeCloud.Call;
import gpudeck.testing.LaunchAnswer;
import gpudeck.testing.Samples;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest extends CommandTest {

    @Test
    void instancesBecomeHostsOfSshAndCeaseToBeThat() throws Exception {
        var config = folder.resolve(".ssh/config");
        assertThat(given.run("ssh-config")).isZero();
        assertThat(given.err()).contains("Instances are not hosts of ssh");
        assertThat(config).doesNotExist();

        assertThat(given.run("ssh-config", "on", "--json")).isZero();
        assertThat(given.out()).contains("\"state\" : \"on\"", config.toString());
        assertThat(config).content().contains("Include " + folder.resolve("ssh_config"));

        assertThat(given.run("ssh-config", "off")).isZero();
        assertThat(config).isEmptyFile();
    }

    @Test
    void aLaunchBringsUserDataOfTheUsersOwn() throws Exception {
        var file = folder.resolve("boot.sh");
        Files.writeString(file, "#!/bin/sh\necho hello\n");
        var words = new ArrayList<>(List.of(LAUNCH));
        words.addAll(List.of("--user-data", file.toString()));

        assertThat(given.run(words.toArray(String[]::new))).isZero();

        var sent = given.account.cloud.launches().getFirst().userData().orElseThrow();
        assertThat(UserData.parse(sent.text()).parts())
                .extracting(UserData.Part::type)
                .containsExactly("text/x-shellscript", "text/cloud-config");
        Files.write(file, new byte[] {(byte) 0x1f, (byte) 0x8b});
        assertThat(given.run(words.toArray(String[]::new))).isEqualTo(ExitStatus.USAGE);
        assertThat(given.err()).contains(file.toString(), "UTF-8");
    }

    // ---- usage

    @Test
    void saysWhatThereIsWhenAskedForNothing() {
        assertThat(given.run()).isEqualTo(ExitStatus.USAGE);

        assertThat(given.err()).contains("terminate", "Ends instances and waits", "--json");
        assertThat(given.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "types",
                "regions",
                "images",
                "keys",
                "instances",
                "show",
                "launch",
                "terminate",
                "restart",
                "rename",
                "wait",
                "ssh",
                "ssh-config",
                "upload",
                "download",
                "run"
            })
    void everyCommandExplainsItselfAndItsOptions(String command) {
        assertThat(given.run(command, "--help")).isZero();

        assertThat(given.out()).contains("Usage: gpudeck " + command, "Answer in JSON.");
        assertThat(given.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "types --nonsense",
                "show",
                "launch",
                "terminate",
                "terminate box --timeout soon",
                "run",
                "run --type gpu_1x_a10 --project .",
                "run --type gpu_1x_a10 --project . --script train.py --lease 0",
                "run --type gpu_1x_a10 --project . --script train.py --max-dollars much",
                "run --type gpu_1x_a10 --project . --script train.py --hold never",
                "run --type gpu_1x_a10 --project . --script train.py --then wait",
                "--api-url ftp://example types"
            })
    void refusesWhatMakesNoSenseWithOneSentence(String line) {
        assertThat(given.run(line.split(" "))).isEqualTo(ExitStatus.USAGE);

        assertThat(given.err()).startsWith("gpudeck: ").doesNotContain("Exception", "\tat ");
        assertThat(given.out()).isEmpty();
    }

    // ---- what the cloud offers

    @Test
    void listsTypesWithPriceAndRoom() {
        assertThat(given.run("types")).isZero();

        assertThat(given.out().lines())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("TYPE").contains("$/H", "OPEN NOW"),
                        a10 ->
                                assertThat(a10)
                                        .startsWith("gpu_1x_a10")
                                        .contains("$1.29")
                                        .contains(Samples.TEXAS.name()),
                        h100 -> assertThat(h100).contains("gpu_1x_h100_pcie").endsWith("sold out"));
        assertThat(given.account.cloud.count(Call.IMAGES)).isZero();
    }

    @Test
    void listsOnlyTypesThatAreWanted() {
        given.run("types", "--available");
        assertThat(given.out()).contains("a10").doesNotContain("h100");

        given.run("types", "--gpu", "H100");
        assertThat(given.out()).contains("h100").doesNotContain("a10 ");
    }

    @Test
    void answersInJsonWithNamesThatStay() throws Exception {
        given.run("types", "--json");

        var type = json().get(0);
        assertThat(type.get("name").asText()).isEqualTo("gpu_1x_a10");
        assertThat(type.get("price_cents_per_hour").asInt()).isEqualTo(129);
        assertThat(type.get("gpu_memory_gb").asInt()).isEqualTo(24);
        assertThat(type.get("regions_with_capacity")).hasSize(2);
    }

    @Test
    void listsRegionsAndImages() {
        assertThat(given.run("regions")).isZero();
        assertThat(given.out()).contains(Samples.UTAH.name(), Samples.UTAH.description());

        assertThat(given.run("images", "--region", Samples.TEXAS.name())).isZero();
        assertThat(given.out()).contains("lambda-stack-24-04", "x86_64");
    }

    // ---- launch

    @Test
    void launchesAndPrintsTheIdAndNothingElse() {
        assertThat(given.run(LAUNCH)).isZero();

        assertThat(given.out()).isEqualToIgnoringNewLines("i-0001");
        assertThat(given.err()).contains("$1.29/h", "gpudeck terminate i-0001");
        assertThat(given.account.cloud.launches().getFirst().sshKeyName()).isEqualTo("laptop");
        assertThat(given.account.find("i-0001").isMine()).isTrue();
    }

    @Test
    void triesTheNextRegionWhenOneIsSoldOut() {
        given.account.cloud.answerNextLaunch(
                new LaunchAnswer.Refuse(new CloudError.NoCapacity("gone", Optional.empty())));

        assertThat(given.run(LAUNCH)).isZero();

        assertThat(given.account.cloud.launches())
                .extracting(request -> request.region())
                .containsExactly(Samples.TEXAS.name(), Samples.UTAH.name());
        assertThat(given.account.cloud.machines().all()).hasSize(1);
    }

    @Test
    void findsTheInstanceOfALaunchThatGotNoAnswer() {
        given.account.cloud.answerNextLaunch(
                new LaunchAnswer.CreateAndLoseAnswer(FakeCloud.TIMED_OUT));

        assertThat(given.run(LAUNCH)).isZero();

        assertThat(given.err()).contains("No answer came", "does not order a second one");
        assertThat(given.out()).isEqualToIgnoringNewLines("i-0001");
        assertThat(given.account.cloud.launches()).hasSize(1);
    }

    @Test
    void endsTheInstanceOfALaunchThatIsInterrupted() throws Exception {
        var gate = given.account.cloud.holdNext(Call.LAUNCH);
        var command = given.command();
        var running = new FutureTask<>(() -> command.run(List.of(LAUNCH)));
        Thread.ofVirtual().start(running);
        gate.awaitReached();

        var stopping =
                new FutureTask<>(() -> command.interrupt(StopSignal.TERM, Duration.ofSeconds(20)));
        Thread.ofVirtual().start(stopping);
        given.terminal().awaitComplaint("Stopping");
        gate.open();

        assertThat(stopping.get()).isEqualTo(143);
        assertThat(running.get()).isEqualTo(143);
        assertThat(given.account.cloud.machines().all())
                .hasSize(1)
                .noneMatch(machine -> machine.status().isBilled());
    }

    // ---- instances

    @Test
    void listsWhatRunsAndWhatItCosts() {
        given.run(LAUNCH);
        given.account.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));

        assertThat(given.run("instances")).isZero();

        assertThat(given.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("box") && line.contains("$1.29"))
                .anyMatch(line -> line.startsWith("other") && line.contains("≥ $"));
        assertThat(given.err()).contains("2 instances are running, $2.58/h", "1 of them was not");
    }

    @Test
    void saysThatNothingRuns() {
        assertThat(given.run("instances")).isZero();

        assertThat(given.out()).isEmpty();
        assertThat(given.err()).isEqualToIgnoringNewLines("Nothing is running, $0.00/h.");
    }

    @Test
    void showsCostAsAnUpperBoundOnlyOfWhatWasStartedHere() throws Exception {
        given.run(LAUNCH);
        given.account.cloud.machines().add(Samples.instance("i-9", "other", InstanceStatus.ACTIVE));

        given.run("instances", "--json");

        assertThat(json())
                .anySatisfy(mine -> {
                    assertThat(mine.get("started_here").asBoolean()).isTrue();
                    assertThat(mine.get("cost_cents_at_most").isNumber()).isTrue();
                    assertThat(mine.get("cost_cents_at_least").isNull()).isTrue();
                })
                .anySatisfy(other -> {
                    assertThat(other.get("id").asText()).isEqualTo("i-9");
                    assertThat(other.get("cost_cents_at_most").isNull()).isTrue();
                    assertThat(other.get("since").asText()).endsWith("Z");
                });
    }

    @Test
    void namesFromOutsideCannotWriteOverTheTerminal() {
        given.account
                .cloud
                .machines()
                .add(
                        Samples.instance(
                                "i-9", "\u001b[2J\rall is well\u202e", InstanceStatus.ACTIVE));

        given.run("instances");
        assertThat(given.out()).contains("all is well").doesNotContain("\u001b", "\r", "\u202e");

        given.run("show", "i-9");
        assertThat(given.out()).contains("all is well").doesNotContain("\u001b", "\r", "\u202e");
    }

    @Test
    void showsOneByNameIdOrStartOfItsId() {
        given.run(LAUNCH);

        for (var words : List.of("box", "i-0001", "i-00")) {
            assertThat(given.run("show", words)).as(words).isZero();
            assertThat(given.out()).contains("i-0001", "gpu_1x_a10", "$1.29/h");
        }
    }

    @Test
    void refusesAnAmbiguousNameAndNamesTheIds() {
        var machines = given.account.cloud.machines();
        machines.add(Samples.instance("i-8", "twin", InstanceStatus.ACTIVE));
        machines.add(Samples.instance("i-9", "twin", InstanceStatus.ACTIVE));

        assertThat(given.run("terminate", "twin")).isEqualTo(ExitStatus.USAGE);

        assertThat(given.err()).contains("2 instances", "i-8", "i-9");
        assertThat(given.account.cloud.terminations()).isEmpty();
    }

    @Test
    void refusesANameThatNobodyHas() {
        assertThat(given.run("show", "nobody")).isEqualTo(ExitStatus.USAGE);

        assertThat(given.err()).contains("No instance is called \"nobody\"");
    }

    @Test
    void renamesAndRestarts() {
        given.run(LAUNCH);

        assertThat(given.run("rename", "box", "crate")).isZero();
        assertThat(given.out()).contains("crate");
        assertThat(given.run("restart", "crate")).isZero();

        assertThat(given.account.cloud.count(Call.RESTART)).isEqualTo(1);
    }

    @Test
    void waitsUntilTheCloudCallsItActive() {
        given.account.cloud.machines().activeAfter(3);
        given.run(LAUNCH);

        assertThat(given.run("wait", "box", "--until", "active")).isZero();

        assertThat(given.out()).isEqualToIgnoringNewLines("203.0.113.10");
    }

    @Test
    void aCommandThatIsStoppedBeforeItBeginsDoesNothing() throws Exception {
        var command = given.command();

        assertThat(command.interrupt(StopSignal.INT, Duration.ofSeconds(20))).isEqualTo(130);

        assertThat(command.run(List.of(LAUNCH))).isEqualTo(130);
        assertThat(given.account.cloud.launches()).isEmpty();
    }
}
