package gpudeck.cloud;

import gpudeck.domain.ApiKey;
import gpudeck.domain.CloudError;
import gpudeck.domain.CloudException;
import gpudeck.domain.cloud.AuditEvent;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.FirewallRule;
import gpudeck.domain.cloud.FirewallRuleset;
import gpudeck.domain.cloud.GeneratedSshKey;
import gpudeck.domain.cloud.Image;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// [CloudClient] over the Lambda Cloud API, version 1.10.0 of its description.
public final class LambdaCloudClient implements CloudClient {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_PAGES = 100;

    private final Requests requests;

    /// @param baseUrl https, or http on this computer only
    /// @param pacer shared by every client of this process
    /// @throws IllegalArgumentException if the address is neither
    public LambdaCloudClient(String baseUrl, ApiKey key, Pacer pacer) {
        this(httpClient(baseUrl), baseUrl, key, pacer, FIRST_PAUSE);
    }

    LambdaCloudClient(
            OkHttpClient http, String baseUrl, ApiKey key, Pacer pacer, Duration firstPause) {
        this.requests =
                new Requests(
                        new Transport(http, HttpUrl.get(baseUrl), key, userAgent()),
                        pacer,
                        firstPause);
    }

    /// Follows no redirect, because the key would go along, and repeats nothing by itself, because
    /// that could launch twice.
    static OkHttpClient httpClient(String baseUrl) {
        // Not virtual: the JDK waits 300 ms for the thread that polls their sockets when it ends.
        var threads = Thread.ofPlatform().daemon().name("http-", 0).factory();
        var builder = new OkHttpClient.Builder();
        if (!baseUrl.startsWith("https:")) {
            // The simulator's: what certificates the system trusts need not be read.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        return builder.dispatcher(new Dispatcher(Executors.newCachedThreadPool(threads)))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(Duration.ofSeconds(20))
                .writeTimeout(Duration.ofSeconds(20))
                .callTimeout(Duration.ofSeconds(40))
                .build();
    }

    @Override
    public Duration answerTime() {
        return requests.answerTime();
    }

    @Override
    public Optional<Duration> clockAhead() {
        return requests.clockAhead();
    }

    @Override
    public void dropConnections() {
        requests.dropConnections();
    }

    @Override
    public List<TypeOffer> instanceTypes() throws CloudException, InterruptedException {
        var offers = requests.get(url("instance-types"), Shape.mapOf(Wire.Offer.class));
        return offers.values().stream().map(Wire.Offer::toDomain).toList();
    }

    @Override
    public List<Region> regions() throws CloudException, InterruptedException {
        List<Wire.Region> regions = list("regions", Wire.Region.class);
        return regions.stream().map(Wire.Region::of).toList();
    }

    @Override
    public List<Image> images() throws CloudException, InterruptedException {
        List<Wire.Picture> images = list("images", Wire.Picture.class);
        return images.stream().map(Wire.Picture::toDomain).toList();
    }

    /// The API describes one page; should it begin to send a page token, a cut list must not read
    /// as "gone".
    @Override
    public List<Instance> instances() throws CloudException, InterruptedException {
        var all = new ArrayList<Instance>();
        var page = Optional.<String>empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            var url = requests.address("instances");
            page.ifPresent(token -> url.addQueryParameter("page_token", token));
            var whole = requests.getWhole(url.build());
            List<Wire.Machine> machines = requests.read(whole, Shape.listOf(Wire.Machine.class));
            machines.forEach(machine -> all.add(machine.toDomain()));
            page = whole.pageToken();
            if (page.isEmpty()) {
                return List.copyOf(all);
            }
        }
        throw new CloudException(new CloudError.Unreadable(200, "more than 100 pages"));
    }

    @Override
    public Instance instance(InstanceId id) throws CloudException, InterruptedException {
        Wire.Machine machine = requests.get(url("instances/" + id), Shape.of(Wire.Machine.class));
        return machine.toDomain();
    }

    @Override
    public LaunchOutcome launch(LaunchRequest request) throws InterruptedException {
        var broken = LaunchRules.broken(request);
        if (broken.isPresent()) {
            return new LaunchOutcome.Refused(
                    new CloudError.InvalidParameters(broken.get(), Optional.empty()));
        }
        try {
            return outcome(requests.launch("instance-operations/launch", LaunchBody.of(request)));
        } catch (CloudException e) {
            return new LaunchOutcome.Unknown(e.error());
        }
    }

    @Override
    public Optional<Instance> terminate(InstanceId id) throws CloudException, InterruptedException {
        Wire.Terminated terminated =
                requests.postUrgently(
                        "instance-operations/terminate",
                        ids(List.of(id)),
                        Shape.of(Wire.Terminated.class));
        return Wire.list(terminated.instances()).stream()
                .map(Wire.Machine::toDomain)
                .filter(instance -> instance.id().equals(id))
                .findFirst();
    }

    @Override
    public List<Instance> restart(List<InstanceId> ids)
            throws CloudException, InterruptedException {
        Wire.Restarted restarted =
                requests.once(
                        "POST",
                        "instance-operations/restart",
                        ids(ids),
                        Shape.of(Wire.Restarted.class));
        return Wire.list(restarted.instances()).stream().map(Wire.Machine::toDomain).toList();
    }

    @Override
    public Instance rename(InstanceId id, String name) throws CloudException, InterruptedException {
        Wire.Machine machine =
                requests.once(
                        "POST",
                        "instances/" + id,
                        Map.of("name", name),
                        Shape.of(Wire.Machine.class));
        return machine.toDomain();
    }

    @Override
    public List<SshKey> sshKeys() throws CloudException, InterruptedException {
        List<Wire.Key> keys = list("ssh-keys", Wire.Key.class);
        return keys.stream().map(Wire.Key::toDomain).toList();
    }

    @Override
    public SshKey addSshKey(String name, String publicKey)
            throws CloudException, InterruptedException {
        return key(Map.of("name", name, "public_key", publicKey)).toDomain();
    }

    @Override
    public GeneratedSshKey generateSshKey(String name) throws CloudException, InterruptedException {
        var key = key(Map.of("name", name));
        return new GeneratedSshKey(key.toDomain(), Wire.text(key.privateKey()));
    }

    @Override
    public void deleteSshKey(String id) throws CloudException, InterruptedException {
        requests.delete("ssh-keys/" + id);
    }

    /// Listing has a hyphen that creating and deleting do not have.
    @Override
    public List<FileSystem> fileSystems() throws CloudException, InterruptedException {
        List<Wire.Files> files = list("file-systems", Wire.Files.class);
        return files.stream().map(Wire.Files::toDomain).toList();
    }

    @Override
    public FileSystem createFileSystem(String name, String region)
            throws CloudException, InterruptedException {
        Wire.Files files =
                requests.once(
                        "POST",
                        "filesystems",
                        Map.of("name", name, "region", region),
                        Shape.of(Wire.Files.class));
        return files.toDomain();
    }

    @Override
    public List<String> deleteFileSystem(String id) throws CloudException, InterruptedException {
        Wire.Deleted deleted =
                requests.once(
                        "DELETE", "filesystems/" + id, Map.of(), Shape.of(Wire.Deleted.class));
        return Wire.list(deleted.ids());
    }

    @Override
    public List<FirewallRule> firewallRules() throws CloudException, InterruptedException {
        return rules(list("firewall-rules", Wire.Rule.class));
    }

    @Override
    public List<FirewallRule> replaceFirewallRules(List<FirewallRule> rules)
            throws CloudException, InterruptedException {
        return rules(
                requests.once(
                        "PUT",
                        "firewall-rules",
                        Map.of("data", wire(rules)),
                        Shape.listOf(Wire.Rule.class)));
    }

    @Override
    public List<FirewallRuleset> firewallRulesets() throws CloudException, InterruptedException {
        List<Wire.Ruleset> sets = list("firewall-rulesets", Wire.Ruleset.class);
        return sets.stream().map(Wire.Ruleset::toDomain).toList();
    }

    @Override
    public FirewallRuleset firewallRuleset(String id) throws CloudException, InterruptedException {
        Wire.Ruleset set =
                requests.get(url("firewall-rulesets/" + id), Shape.of(Wire.Ruleset.class));
        return set.toDomain();
    }

    @Override
    public FirewallRuleset createFirewallRuleset(
            String name, String region, List<FirewallRule> rules)
            throws CloudException, InterruptedException {
        return ruleset(
                "POST",
                "firewall-rulesets",
                Map.of("name", name, "region", region, "rules", wire(rules)));
    }

    @Override
    public FirewallRuleset updateFirewallRuleset(
            String id, Optional<String> name, Optional<List<FirewallRule>> rules)
            throws CloudException, InterruptedException {
        var body = new LinkedHashMap<String, Object>();
        name.ifPresent(n -> body.put("name", n));
        rules.ifPresent(r -> body.put("rules", wire(r)));
        return ruleset("PATCH", "firewall-rulesets/" + id, body);
    }

    @Override
    public void deleteFirewallRuleset(String id) throws CloudException, InterruptedException {
        requests.delete("firewall-rulesets/" + id);
    }

    @Override
    public AuditEvent.Page auditEvents(
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<String> resourceType,
            Optional<String> page)
            throws CloudException, InterruptedException {
        var url = requests.address("audit-events");
        start.ifPresent(t -> url.addQueryParameter("start", t.toString()));
        end.ifPresent(t -> url.addQueryParameter("end", t.toString()));
        resourceType.ifPresent(t -> url.addQueryParameter("resource_type", t));
        page.ifPresent(t -> url.addQueryParameter("page_token", t));
        var whole = requests.getWhole(url.build());
        List<Wire.Event> events = requests.read(whole, Shape.listOf(Wire.Event.class));
        return new AuditEvent.Page(
                events.stream().map(Wire.Event::toDomain).toList(), whole.pageToken());
    }

    private LaunchOutcome outcome(Answer answer) throws CloudException {
        if (!answer.isSuccess()) {
            var error = requests.refusals().of(answer);
            return requests.refusals().provesNothingDone(error)
                    ? new LaunchOutcome.Refused(error)
                    : new LaunchOutcome.Unknown(error);
        }
        Wire.Launched launched = requests.read(answer, Shape.of(Wire.Launched.class));
        var ids = Wire.list(launched.ids());
        return ids.size() == 1 && !ids.getFirst().isBlank()
                ? new LaunchOutcome.Created(new InstanceId(ids.getFirst()))
                : new LaunchOutcome.Unknown(
                        new CloudError.Unreadable(answer.status(), answer.firstBytes()));
    }

    private <T> List<T> list(String path, Class<T> element)
            throws CloudException, InterruptedException {
        return requests.get(url(path), Shape.listOf(element));
    }

    private Wire.Key key(Map<String, String> body) throws CloudException, InterruptedException {
        return requests.once("POST", "ssh-keys", body, Shape.of(Wire.Key.class));
    }

    private FirewallRuleset ruleset(String method, String path, Map<String, ?> body)
            throws CloudException, InterruptedException {
        Wire.Ruleset set = requests.once(method, path, body, Shape.of(Wire.Ruleset.class));
        return set.toDomain();
    }

    private static List<FirewallRule> rules(List<Wire.Rule> rules) {
        return rules.stream().map(Wire.Rule::toDomain).toList();
    }

    private static List<Wire.Rule> wire(List<FirewallRule> rules) {
        return rules.stream().map(Wire.Rule::of).toList();
    }

    private static Map<String, List<String>> ids(List<InstanceId> ids) {
        return Map.of("instance_ids", ids.stream().map(InstanceId::value).toList());
    }

    private HttpUrl url(String path) {
        return requests.address(path).build();
    }

    private static String userAgent() {
        var version = LambdaCloudClient.class.getPackage().getImplementationVersion();
        return "GPUDeck/" + (version == null ? "dev" : version);
    }
}
