package gpudeck.cloud;

import static gpudeck.cloud.Samples.answer;
import static gpudeck.cloud.Samples.bodyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import gpudeck.domain.cloud.FirewallRule;
import gpudeck.domain.cloud.SshKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an account has beside its instances.
class AccountTest {

    @StartStop private final MockWebServer server = new MockWebServer();
    private LambdaCloudClient client;

    @BeforeEach
    void connect() {
        client = Samples.client(server, LambdaCloudClient.httpClient("http:"));
    }

    @Test
    void managesKeys() throws Exception {
        server.enqueue(answer("ssh-keys.json"));
        server.enqueue(answer("ssh-key-added.json"));
        server.enqueue(answer("ssh-key-generated.json"));
        server.enqueue(answer("ssh-key-deleted.json"));

        assertThat(client.sshKeys()).extracting(SshKey::name).contains("laptop-ed25519");
        client.addSshKey("laptop", "ssh-ed25519 AAAA");
        assertThat(client.generateSshKey("made").privateKeyPem()).contains("private key");
        client.deleteSshKey("9db4");

        server.takeRequest();
        assertThat(bodyOf(server.takeRequest())).contains("\"public_key\":\"ssh-ed25519 AAAA\"");
        assertThat(bodyOf(server.takeRequest())).isEqualTo("{\"name\":\"made\"}");
        assertThat(server.takeRequest().getMethod()).isEqualTo("DELETE");
    }

    @Test
    void listsFileSystemsInOnePlaceAndMakesThemInAnother() throws Exception {
        server.enqueue(answer("file-systems.json"));
        server.enqueue(answer("filesystem-created.json"));
        server.enqueue(answer("filesystem-deleted.json"));

        assertThat(client.fileSystems()).hasSize(2);
        client.createFileSystem("scratch", "us-east-3");
        assertThat(client.deleteFileSystem("7e44")).hasSize(1);

        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v1/file-systems");
        assertThat(server.takeRequest().getUrl().encodedPath()).isEqualTo("/api/v1/filesystems");
        assertThat(server.takeRequest().getUrl().encodedPath())
                .isEqualTo("/api/v1/filesystems/7e44");
    }

    @Test
    void managesFirewalls() throws Exception {
        server.enqueue(answer("firewall-rules.json"));
        server.enqueue(answer("firewall-rules-replaced.json"));
        server.enqueue(answer("firewall-rulesets.json"));
        server.enqueue(answer("firewall-ruleset.json"));
        server.enqueue(answer("firewall-ruleset-created.json"));
        server.enqueue(answer("firewall-ruleset-global-updated.json"));
        server.enqueue(answer("firewall-ruleset-deleted.json"));
        var ping =
                new FirewallRule(FirewallRule.Protocol.ICMP, Optional.empty(), "0.0.0.0/0", "Ping");

        assertThat(client.firewallRules())
                .extracting(FirewallRule::protocol, r -> r.ports().isPresent())
                .contains(tuple(FirewallRule.Protocol.TCP, true));
        client.replaceFirewallRules(List.of(ping));
        assertThat(client.firewallRulesets().getFirst().rules()).hasSize(2);
        client.firewallRuleset("c4d2");
        client.createFirewallRuleset("office-only", "us-west-2", List.of(ping));
        client.updateFirewallRuleset("global", Optional.empty(), Optional.of(List.of(ping)));
        client.deleteFirewallRuleset("c4d2");

        server.takeRequest();
        assertThat(bodyOf(server.takeRequest()))
                .isEqualTo(
                        "{\"data\":[{\"protocol\":\"icmp\",\"source_network\":\"0.0.0.0/0\","
                                + "\"description\":\"Ping\"}]}");
    }

    @Test
    void readsAuditEventsPageByPage() throws Exception {
        server.enqueue(answer("audit-events-page1.json"));
        server.enqueue(answer("audit-events-page2.json"));

        var first =
                client.auditEvents(
                        Optional.of(Instant.parse("2026-09-30T00:00:00Z")),
                        Optional.empty(),
                        Optional.of("cloud.instance"),
                        Optional.empty());
        var second =
                client.auditEvents(
                        Optional.empty(), Optional.empty(), Optional.empty(), first.nextPage());

        assertThat(first.events().getFirst().details()).containsEntry("region", "us-west-1");
        assertThat(second.nextPage()).isEmpty();
        assertThat(server.takeRequest().getUrl().query())
                .isEqualTo("start=2026-09-30T00:00:00Z&resource_type=cloud.instance");
    }
}
