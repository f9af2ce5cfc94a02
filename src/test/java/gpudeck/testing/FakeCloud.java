package gpudeck.testing;

import gpudeck.cloud.CloudClient;
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
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A cloud in memory. Machines boot and end as lists are read, at a pace that tests set; answers
/// can be lost, refused, delayed or wrong.
public final class FakeCloud implements CloudClient {

    /// What can be made to fail.
    public enum Call {
        TYPES,
        REGIONS,
        IMAGES,
        INSTANCES,
        INSTANCE,
        /// Only to be held: how it is answered is [#answerNextLaunch].
        LAUNCH,
        TERMINATE,
        RESTART,
        RENAME,
        SSH_KEYS,
        FILE_SYSTEMS,
        FIREWALL,
        AUDIT
    }

    public static final CloudError TIMED_OUT =
            new CloudError.TimedOut("cloud.example", Duration.ofSeconds(30));

    private final FakeMachines machines = new FakeMachines();
    private final FakeTroubles troubles = new FakeTroubles();
    private final Queue<LaunchAnswer> launchAnswers = new ArrayDeque<>();
    private final Queue<List<Instance>> listAnswers = new ArrayDeque<>();
    private volatile Consumer<LaunchRequest> onLaunch = _ -> {};
    private final List<LaunchRequest> launches = new CopyOnWriteArrayList<>();
    private final List<InstanceId> terminations = new CopyOnWriteArrayList<>();
    private final List<SshKey> sshKeys =
            Collections.synchronizedList(new ArrayList<>(List.of(Samples.LAPTOP_KEY)));
    private final List<FileSystem> fileSystems = Collections.synchronizedList(new ArrayList<>());
    private final List<FirewallRule> rules = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger droppedConnections = new AtomicInteger();
    private volatile Optional<Duration> clockAhead = Optional.empty();
    private volatile List<TypeOffer> offers =
            List.of(
                    new TypeOffer(Samples.A10, List.of(Samples.TEXAS, Samples.UTAH)),
                    new TypeOffer(Samples.H100, List.of()));

    @Override
    public Duration answerTime() {
        return Duration.ofMillis(212);
    }

    @Override
    public Optional<Duration> clockAhead() {
        return clockAhead;
    }

    // ---- what tests set

    public void setClockAhead(Duration now) {
        clockAhead = Optional.of(now);
    }

    public FakeMachines machines() {
        return machines;
    }

    public void offer(TypeOffer... now) {
        offers = List.of(now);
    }

    public void addFileSystem(FileSystem fileSystem) {
        fileSystems.add(fileSystem);
    }

    /// The next calls of this kind fail, one for each error, and do nothing.
    public void failNext(Call call, CloudError... errors) {
        troubles.failNext(call, errors);
    }

    /// Every call of this kind fails until [#mend].
    public void fail(Call call, CloudError error) {
        troubles.fail(call, error);
    }

    public void mend(Call call) {
        troubles.mend(call);
    }

    /// The next call of this kind waits, before it does anything, until the gate is opened.
    public Gate holdNext(Call call) {
        return troubles.holdNext(call);
    }

    public synchronized void answerNextLaunch(LaunchAnswer answer) {
        launchAnswers.add(answer);
    }

    /// The next list is this, whatever there is.
    public synchronized void answerNextListWith(List<Instance> list) {
        listAnswers.add(list);
    }

    // ---- what tests look at

    /// Sees each launch before it is answered, as the machine's cloud-init would.
    public void onLaunch(Consumer<LaunchRequest> act) {
        onLaunch = act;
    }

    /// The launches that arrived, refused ones too.
    public List<LaunchRequest> launches() {
        return List.copyOf(launches);
    }

    /// The terminates that arrived, failed ones too.
    public List<InstanceId> terminations() {
        return List.copyOf(terminations);
    }

    public int droppedConnections() {
        return droppedConnections.get();
    }

    public long count(Call call) {
        return troubles.count(call);
    }

    // ---- the cloud

    @Override
    public void dropConnections() {
        droppedConnections.incrementAndGet();
    }

    @Override
    public List<TypeOffer> instanceTypes() throws CloudException, InterruptedException {
        troubles.enter(Call.TYPES);
        return offers;
    }

    @Override
    public List<Region> regions() throws CloudException, InterruptedException {
        troubles.enter(Call.REGIONS);
        return List.of(Samples.TEXAS, Samples.UTAH);
    }

    @Override
    public List<Image> images() throws CloudException, InterruptedException {
        troubles.enter(Call.IMAGES);
        return List.of(
                new Image(
                        "43336648-096d-4cba-9aa2-f9bb7727639d",
                        "Lambda Stack 24.04",
                        "Ubuntu 24.04 with drivers",
                        "lambda-stack-24-04",
                        "24.4.1",
                        Optional.of("x86_64"),
                        Samples.TEXAS,
                        Optional.of(Samples.MORNING)));
    }

    @Override
    public List<Instance> instances() throws CloudException, InterruptedException {
        troubles.enter(Call.INSTANCES);
        var now = machines.list();
        synchronized (this) {
            var instead = listAnswers.poll();
            return instead == null ? now : instead;
        }
    }

    @Override
    public Instance instance(InstanceId id) throws CloudException, InterruptedException {
        troubles.enter(Call.INSTANCE);
        return machines.find(id);
    }

    @Override
    public LaunchOutcome launch(LaunchRequest request) throws InterruptedException {
        launches.add(request);
        onLaunch.accept(request);
        troubles.passGate(Call.LAUNCH);
        LaunchAnswer answer;
        synchronized (this) {
            answer = launchAnswers.isEmpty() ? new LaunchAnswer.Create() : launchAnswers.remove();
        }
        return switch (answer) {
            case LaunchAnswer.Create() ->
                    new LaunchOutcome.Created(machines.create(request, type(request)));
            case LaunchAnswer.CreateAndLoseAnswer(var error) -> {
                machines.create(request, type(request));
                yield new LaunchOutcome.Unknown(error);
            }
            case LaunchAnswer.LoseRequest(var error) -> new LaunchOutcome.Unknown(error);
            case LaunchAnswer.Refuse(var error) -> new LaunchOutcome.Refused(error);
        };
    }

    private InstanceType type(LaunchRequest request) {
        return offers.stream()
                .map(TypeOffer::type)
                .filter(t -> t.name().equals(request.typeName()))
                .findFirst()
                .orElse(Samples.A10);
    }

    @Override
    public Optional<Instance> terminate(InstanceId id) throws CloudException, InterruptedException {
        terminations.add(id);
        troubles.enter(Call.TERMINATE);
        return machines.terminate(id);
    }

    @Override
    public List<Instance> restart(List<InstanceId> ids)
            throws CloudException, InterruptedException {
        troubles.enter(Call.RESTART);
        var restarted = new ArrayList<Instance>();
        for (var id : ids) {
            restarted.add(machines.restart(id));
        }
        return restarted;
    }

    @Override
    public Instance rename(InstanceId id, String name) throws CloudException, InterruptedException {
        troubles.enter(Call.RENAME);
        return machines.rename(id, name);
    }

    @Override
    public List<SshKey> sshKeys() throws CloudException, InterruptedException {
        troubles.enter(Call.SSH_KEYS);
        return List.copyOf(sshKeys);
    }

    @Override
    public SshKey addSshKey(String name, String publicKey)
            throws CloudException, InterruptedException {
        troubles.enter(Call.SSH_KEYS);
        var key = new SshKey("key-" + (sshKeys.size() + 1), name, publicKey);
        sshKeys.add(key);
        return key;
    }

    @Override
    public GeneratedSshKey generateSshKey(String name) throws CloudException, InterruptedException {
        return new GeneratedSshKey(addSshKey(name, "ssh-rsa AAAAB3Nz " + name), "PRIVATE");
    }

    @Override
    public void deleteSshKey(String id) throws CloudException, InterruptedException {
        troubles.enter(Call.SSH_KEYS);
        sshKeys.removeIf(key -> key.id().equals(id));
    }

    @Override
    public List<FileSystem> fileSystems() throws CloudException, InterruptedException {
        troubles.enter(Call.FILE_SYSTEMS);
        return List.copyOf(fileSystems);
    }

    @Override
    public FileSystem createFileSystem(String name, String region)
            throws CloudException, InterruptedException {
        troubles.enter(Call.FILE_SYSTEMS);
        var created =
                new FileSystem(
                        "fs-" + (fileSystems.size() + 1),
                        name,
                        "/lambda/nfs/" + name,
                        new Region(region, region),
                        false,
                        Optional.empty(),
                        OptionalLong.empty());
        fileSystems.add(created);
        return created;
    }

    @Override
    public List<String> deleteFileSystem(String id) throws CloudException, InterruptedException {
        troubles.enter(Call.FILE_SYSTEMS);
        fileSystems.removeIf(fileSystem -> fileSystem.id().equals(id));
        return List.of(id);
    }

    @Override
    public List<FirewallRule> firewallRules() throws CloudException, InterruptedException {
        troubles.enter(Call.FIREWALL);
        return List.copyOf(rules);
    }

    @Override
    public List<FirewallRule> replaceFirewallRules(List<FirewallRule> replacement)
            throws CloudException, InterruptedException {
        troubles.enter(Call.FIREWALL);
        rules.clear();
        rules.addAll(replacement);
        return List.copyOf(rules);
    }

    @Override
    public List<FirewallRuleset> firewallRulesets() throws CloudException, InterruptedException {
        return List.of(firewallRuleset(FirewallRuleset.GLOBAL_ID));
    }

    @Override
    public FirewallRuleset firewallRuleset(String id) throws CloudException, InterruptedException {
        return new FirewallRuleset(
                id, "Global", Optional.empty(), firewallRules(), Optional.empty(), List.of());
    }

    @Override
    public FirewallRuleset createFirewallRuleset(
            String name, String region, List<FirewallRule> initial)
            throws CloudException, InterruptedException {
        throw quotaExceeded();
    }

    @Override
    public FirewallRuleset updateFirewallRuleset(
            String id, Optional<String> name, Optional<List<FirewallRule>> replacement)
            throws CloudException, InterruptedException {
        if (replacement.isPresent()) {
            replaceFirewallRules(replacement.get());
        }
        return firewallRuleset(id);
    }

    @Override
    public void deleteFirewallRuleset(String id) throws CloudException, InterruptedException {
        throw quotaExceeded();
    }

    /// This account has room for its global set only.
    private CloudException quotaExceeded() throws CloudException, InterruptedException {
        troubles.enter(Call.FIREWALL);
        return new CloudException(
                new CloudError.QuotaExceeded("no rulesets in this account", Optional.empty()));
    }

    @Override
    public AuditEvent.Page auditEvents(
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<String> resourceType,
            Optional<String> page)
            throws CloudException, InterruptedException {
        troubles.enter(Call.AUDIT);
        return new AuditEvent.Page(List.of(), Optional.empty());
    }
}
