package gpudeck.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gpudeck.testing.ClientKey;
import gpudeck.testing.SimulatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What the account holds beside its instances.
class AccountTest {

    @RegisterExtension final SimulatorExtension simulated = new SimulatorExtension();

    @TempDir Path folder;

    private ApiCalls api;

    @BeforeEach
    void connect() {
        api = new ApiCalls(simulated.simulator());
    }

    @Test
    void rentsTwentyFourTypesAtTheirPrices() throws Exception {
        var types = api.get("/instance-types").data();

        assertThat(types.isObject()).isTrue();
        assertThat(types).hasSize(24);
        assertThat(
                        types.path("gpu_8x_b200_sxm6")
                                .path("instance_type")
                                .path("price_cents_per_hour")
                                .asInt())
                .isEqualTo(5352);
        assertThat(
                        types.path("gpu_1x_a10")
                                .path("regions_with_capacity_available")
                                .findValuesAsText("name"))
                .containsExactly("us-east-1", "us-west-1");
    }

    @Test
    void offersImagesInEveryRegion() throws Exception {
        var images = api.get("/images").data();

        assertThat(images.findValuesAsText("family"))
                .contains("lambda-stack-24-04", "lambda-stack-22-04", "ubuntu-24-04");
        assertThat(images).hasSize(4 * 16 + 1);
    }

    @Test
    void keepsSshKeysUntilTheyAreDeleted() throws Exception {
        var key = ClientKey.in(folder);
        var body = "{\"name\":\"mine\",\"public_key\":\"" + key.publicKey() + "\"}";

        var added = api.post("/ssh-keys", body);

        assertThat(added.data().path("public_key").asText()).isEqualTo(key.publicKey());
        assertThat(added.data().has("private_key")).isFalse();
        assertThat(api.post("/ssh-keys", body).code()).isEqualTo("global/duplicate");
        assertThat(api.send("DELETE", "/ssh-keys/" + added.data().path("id").asText(), "").data())
                .isEmpty();
        assertThat(api.get("/ssh-keys").data().findValuesAsText("name"))
                .containsExactly(SimulatorExtension.KEY_NAME);
    }

    @Test
    void generatesAKeyThatLogsIn() throws Exception {
        var generated = api.post("/ssh-keys", "{\"name\":\"made\"}").data();
        var file = folder.resolve("made.pem");
        Files.writeString(file, generated.path("private_key").asText());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var launch =
                api.post(
                        "/instance-operations/launch",
                        """
                        {"region_name":"us-east-1","instance_type_name":"gpu_1x_a10",
                         "ssh_key_names":["made"]}
                        """);
        var instance = api.await(launch.data().path("instance_ids").path(0).asText(), "active");

        try (var ssh = Ssh.connect(instance, new ClientKey(file, ""))) {
            assertThat(ssh.run("whoami >/dev/null; echo $USER").out()).isEqualTo("ubuntu\n");
        }
        assertThat(api.get("/ssh-keys").raw().body()).doesNotContain("private_key");
    }

    @Test
    void aFileSystemInUseCannotBeDeleted() throws Exception {
        var made = api.post("/filesystems", "{\"name\":\"data\",\"region\":\"us-east-1\"}").data();
        var id = made.path("id").asText();
        var wrongRegion = launchWith("\"file_system_names\":[\"data\"]", "us-west-1");
        var launched = launchWith("\"file_system_names\":[\"data\"]", "us-east-1");
        var instance = launched.data().path("instance_ids").path(0).asText();

        var refused = api.send("DELETE", "/filesystems/" + id, "");

        assertThat(wrongRegion.code())
                .isEqualTo("instance-operations/launch/file-system-in-wrong-region");
        assertThat(refused.code()).isEqualTo("filesystems/filesystem-in-use");
        assertThat(api.get("/file-systems").data().path(0).path("is_in_use").asBoolean()).isTrue();
        assertThat(
                        api.get("/instances/" + instance)
                                .data()
                                .path("file_system_mounts")
                                .path(0)
                                .path("mount_point")
                                .asText())
                .isEqualTo("/lambda/nfs/data");
        api.terminate(instance);
        api.awaitOver(instance);
        assertThat(api.send("DELETE", "/filesystems/" + id, "").data().path("deleted_ids"))
                .hasSize(1);
    }

    @Test
    void keepsFirewallRulesAndRulesets() throws Exception {
        var rule =
                "{\"protocol\":\"tcp\",\"port_range\":[22,22],\"source_network\":\"192.0.2.7\","
                        + "\"description\":\"office\"}";
        var replaced = api.send("PUT", "/firewall-rules", "{\"data\":[" + rule + "]}");
        var made =
                api.post(
                        "/firewall-rulesets",
                        "{\"name\":\"office\",\"region\":\"us-east-1\",\"rules\":[" + rule + "]}");
        var path = "/firewall-rulesets/" + made.data().path("id").asText();

        assertThat(replaced.data().path(0).path("source_network").asText())
                .isEqualTo("192.0.2.7/32");
        assertThat(api.get("/firewall-rulesets/global").data().path("rules")).hasSize(1);
        var renamed = api.send("PATCH", path, "{\"name\":\"home\"}").data();
        assertThat(renamed.path("name").asText()).isEqualTo("home");
        assertThat(renamed.path("rules")).hasSize(1);
        var id = made.data().path("id").asText();
        var instance =
                launchWith("\"firewall_rulesets\":[{\"id\":\"" + id + "\"}]", "us-east-1")
                        .data()
                        .path("instance_ids")
                        .path(0)
                        .asText();
        assertThat(api.get(path).data().path("instance_ids").path(0).asText()).isEqualTo(instance);
        assertThat(api.send("DELETE", path, "").code())
                .isEqualTo("firewall-rulesets/firewall-ruleset-in-use");
    }

    @Test
    void tellsWhatWasDoneNewestFirstAPageAtATime() throws Exception {
        var start = Instant.now();
        var id = api.launch();
        for (int i = 0; i < 60; i++) {
            api.post("/filesystems", "{\"name\":\"fs" + i + "\",\"region\":\"us-east-1\"}");
            var kept = api.get("/file-systems").data().path(0).path("id").asText();
            api.send("DELETE", "/filesystems/" + kept, "");
        }

        var first = api.get("/audit-events");
        var token = first.json().path("page_token").asText();
        var events = new ArrayList<JsonNode>();
        first.data().forEach(events::add);
        while (!token.equals("null")) {
            var next = api.get("/audit-events?page_token=" + token);
            next.data().forEach(events::add);
            token = next.json().path("page_token").asText();
        }

        assertThat(events).hasSize(1 + 1 + 120);
        assertThat(events.getFirst().path("action").asText()).isEqualTo("deleted");
        assertThat(events.getLast().path("resource_name").asText()).isEqualTo("ssh_key");
        var launches = api.get("/audit-events?resource_type=cloud.instance&start=" + start).data();
        assertThat(launches).hasSize(1);
        assertThat(launches.path(0).path("resource_lrns").path(0).asText())
                .isEqualTo("lrn:cloud:instance:" + id);
    }

    @Test
    void renamesAnInstanceAndKeepsItsTags() throws Exception {
        var launched =
                launchWith(
                        "\"name\":\"a\",\"tags\":[{\"key\":\"run\",\"value\":\"7\"}]", "us-east-1");
        var id = launched.data().path("instance_ids").path(0).asText();

        var renamed = api.post("/instances/" + id, "{\"name\":\"b\"}").data();

        assertThat(renamed.path("name").asText()).isEqualTo("b");
        assertThat(renamed.path("tags").findValuesAsText("key"))
                .containsExactly("run", "gpudeck-ssh-port");
    }

    @Test
    void launchesManyAtOnceEachOnItsOwnPort() throws Exception {
        Callable<String> launch = () -> api.launch();
        var ids = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(java.util.Collections.nCopies(8, launch))) {
                ids.add(future.get());
            }
        }

        var ports = new ArrayList<Integer>();
        for (var id : ids) {
            ports.add(Ssh.port(api.await(id, "active")));
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ports).doesNotHaveDuplicates();
    }

    private ApiCalls.Answer launchWith(String field, String region)
            throws IOException, InterruptedException {
        return api.post(
                "/instance-operations/launch",
                """
                {"region_name":"%s","instance_type_name":"gpu_1x_a10",
                 "ssh_key_names":["test-key"], %s}
                """
                        .formatted(region, field));
    }
}
