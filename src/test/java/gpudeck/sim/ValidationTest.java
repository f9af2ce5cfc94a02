package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.testing.SimulatorExtension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the API refuses, and how it says so.
class ValidationTest {

    private static final String LAUNCH = "/instance-operations/launch";

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    private ApiCalls api;

    @BeforeEach
    void connect() {
        api = new ApiCalls(simulated.simulator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: must have 0 to 64        | \"name\": \"" + SIXTY_FIVE + "\"",
                "name: must be a string         | \"name\": 3",
                "hostname: must match           | \"hostname\": \"-box\"",
                "quantity: unknown field        | \"quantity\": 1",
                "tags: must be a list           | \"tags\": {}",
                "tags.key: must match           | \"tags\": [{\"key\": \"x\", \"value\": \"\"}]",
                "tags.value: required           | \"tags\": [{\"key\": \"xy\"}]",
                "tags.colour: unknown field     |"
                        + " \"tags\": [{\"key\": \"xy\", \"value\": \"\", \"colour\": 1}]",
                "image: give either id or family| \"image\": {}",
                "image: must be an object       | \"image\": \"ubuntu\"",
                "The specified image            | \"image\": {\"family\": \"beos\"}",
                "The specified filesystem       | \"file_system_names\": [\"none\"]",
                "file_system_mounts.mount_point: must match |"
                        + " \"file_system_mounts\":"
                        + " [{\"mount_point\": \"/etc\", \"file_system_id\": \"1\"}]",
                "The specified firewall ruleset | \"firewall_rulesets\": [{\"id\": \"none\"}]",
                "not valid JSON                 | \"name\": ",
                "not valid JSON                 | \"region_name\": \"us-east-1\"",
            })
    void refusesALaunchWith(String message, String field) throws Exception {
        var answer =
                api.post(
                        LAUNCH,
                        """
                        {"region_name": "us-east-1", "instance_type_name": "gpu_1x_a10",
                         "ssh_key_names": ["test-key"], %s}
                        """
                                .formatted(field));

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.json().path("error").path("message").asText()).contains(message);
        assertThat(simulated.simulator().launches()).isZero();
    }

    private static final String SIXTY_FIVE =
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "global/invalid-parameters    | us-east-1 | gpu_1x_a10 |",
                "global/invalid-parameters    | us-east-1 | gpu_1x_a10 | \"test-key\", \"test-key\"",
                "global/object-does-not-exist | us-east-1 | gpu_1x_a10 | \"none\"",
                "global/object-does-not-exist | us-east-1 | gpu_9x_z80 | \"test-key\"",
                "global/object-does-not-exist | moon-1    | gpu_1x_a10 | \"test-key\"",
                "instance-operations/launch/insufficient-capacity"
                        + " | us-east-1 | gpu_8x_h100_sxm5 | \"test-key\"",
            })
    void refusesALaunchOf(String code, String region, String type, String keys) throws Exception {
        var answer =
                api.post(
                        LAUNCH,
                        """
                        {"region_name": "%s", "instance_type_name": "%s", "ssh_key_names": [%s]}
                        """
                                .formatted(region, type, keys == null ? "" : keys));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | GET    | /users                          |",
                "404 | GET    | /instances/                     |",
                "405 | DELETE | /instances                      |",
                "405 | POST   | /file-systems                   | {}",
                "405 | GET    | /filesystems                    |",
                "400 | GET    | /instances?colour=red           |",
                "400 | POST   | /ssh-keys                       | {\"name\": \"\"}",
                "400 | POST   | /ssh-keys                       | {\"name\": \"a\", \"public_key\": \"x\"}",
                "400 | DELETE | /ssh-keys/none                  |",
                "400 | POST   | /filesystems                    | {\"name\": \"a\"}",
                "400 | POST   | /filesystems                    |"
                        + " {\"name\": \"1a\", \"region\": \"us-east-1\"}",
                "400 | POST   | /filesystems                    |"
                        + " {\"name\": \"a\", \"region_name\": \"us-east-1\"}",
                "404 | DELETE | /filesystems/none               |",
                "404 | GET    | /instances/none                 |",
                "404 | POST   | /instance-operations/terminate  | {\"instance_ids\": [\"none\"]}",
                "400 | POST   | /instance-operations/terminate  | {\"instance_ids\": []}",
                "400 | POST   | /instance-operations/restart    | {}",
                "400 | PUT    | /firewall-rules                 | {}",
                "400 | PUT    | /firewall-rules                 | {\"data\": [{\"protocol\": \"icmp\","
                        + " \"port_range\": [1, 2], \"source_network\": \"0.0.0.0/0\","
                        + " \"description\": \"\"}]}",
                "400 | PUT    | /firewall-rules                 | {\"data\": [{\"protocol\": \"tcp\","
                        + " \"source_network\": \"0.0.0.0/0\", \"description\": \"\"}]}",
                "400 | PUT    | /firewall-rules                 | {\"data\": [{\"protocol\": \"tcp\","
                        + " \"port_range\": [9, 2], \"source_network\": \"0.0.0.0/0\","
                        + " \"description\": \"\"}]}",
                "400 | PUT    | /firewall-rules                 | {\"data\": [{\"protocol\": \"tcp\","
                        + " \"port_range\": [2, 9], \"source_network\": \"300.0.0.0\","
                        + " \"description\": \"\"}]}",
                "404 | PATCH  | /firewall-rulesets/none         | {}",
                "400 | GET    | /audit-events?start=yesterday   |",
                "400 | GET    | /audit-events?page_token=mine   |",
            })
    void refuses(int status, String method, String path, String body) throws Exception {
        var answer = api.send(method, path, body == null ? "" : body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).startsWith("global/");
    }

    @Test
    void takesTheKeyInEachOfItsForms() throws Exception {
        var key = simulated.simulator().apiKey();
        var basic =
                Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(api.send("GET", "/regions", "", "Basic " + basic).status()).isEqualTo(200);
        assertThat(api.send("GET", "/regions", "", "Basic " + key).status()).isEqualTo(200);
        for (var wrong : new String[] {"", "Bearer wrong", "Basic wrong", key}) {
            var refused = api.send("GET", "/regions", "", wrong);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("global/invalid-api-key");
        }
    }
}
