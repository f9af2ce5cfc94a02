package gpudeck.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The oracle sees each of the five things that may go wrong; no product takes part.
class OracleTest {

    private static final Duration LIMIT = Duration.ofMillis(50);

    private Trial trial;

    @BeforeEach
    void open() throws Exception {
        trial = Trial.open(Plan.of(1));
    }

    @AfterEach
    void close() {
        trial.close();
    }

    private Verdict judge() throws Exception {
        return new Oracle(trial).judge(Instant.now(), LIMIT, false);
    }

    @Test
    void findsNothingWhereNothingHappened() throws Exception {
        trial.simulator().launchAsStranger("theirs", Map.of());

        assertThat(judge()).isEqualTo(new Verdict(0, 0, 0, 0, Duration.ZERO));
        assertThat(judge().isClean()).isTrue();
    }

    @Test
    void seesAStray() throws Exception {
        launch("A");

        var verdict = judge();

        assertThat(verdict.strays()).isEqualTo(1);
        assertThat(verdict.toTheEnd()).isGreaterThanOrEqualTo(LIMIT);
        assertThat(verdict.isClean()).isFalse();
    }

    @Test
    void waitsForTheEndOfWhatIsOurs() throws Exception {
        launch("A");
        terminate(trial.ours().getLast().id());

        var verdict = new Oracle(trial).judge(Instant.now(), Until.PATIENCE, false);

        assertThat(verdict.strays()).isZero();
        assertThat(verdict.toTheEnd()).isBetween(Duration.ofMillis(500), Until.PATIENCE);
    }

    @Test
    void seesALaunchThatWasNotIntended() throws Exception {
        launch("A");

        assertThat(judge().duplicates()).isEqualTo(1);
    }

    @Test
    void seesTwoInstancesOfOneRun() throws Exception {
        launch("A");
        launch("A");
        launch("B");

        assertThat(judge().duplicates()).isGreaterThanOrEqualTo(1);
        assertThat(trial.ours()).hasSize(3);
    }

    @Test
    void seesThatAStrangersInstanceWasEnded() throws Exception {
        var theirs = trial.simulator().launchAsStranger("theirs", Map.of());
        terminate(theirs);

        assertThat(judge().wronglyEnded()).isEqualTo(1);
    }

    @Test
    void seesARunThatIsCalledCompleteAndIsNot() throws Exception {
        var run = run();
        Files.writeString(run.resolve("manifest.json"), "{}");
        Files.writeString(run.resolve("results/metrics.json"), "{\"loss\": 0.25}\n");

        assertThat(judge().badResults()).isEqualTo(1);
    }

    @Test
    void seesResultsThatShouldHaveCome() throws Exception {
        run();

        assertThat(judge().badResults()).isZero();
        assertThat(new Oracle(trial).judge(Instant.now(), LIMIT, true).badResults()).isEqualTo(1);
    }

    private Path run() throws Exception {
        var run = trial.out().resolve("work-1");
        Files.createDirectories(run.resolve("results"));
        return run;
    }

    private void launch(String run) throws Exception {
        post(
                Traps.LAUNCH,
                """
                {"region_name":"us-east-1","instance_type_name":"gpu_1x_a10",
                 "ssh_key_names":["campaign-key"],"tags":[{"key":"gpudeck-run","value":"%s"}]}
                """
                        .formatted(run));
    }

    private void terminate(String id) throws Exception {
        post(Traps.TERMINATE, "{\"instance_ids\":[\"%s\"]}".formatted(id));
    }

    private void post(String path, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(trial.simulator().apiUrl() + path))
                        .header("Authorization", "Bearer " + trial.simulator().apiKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
