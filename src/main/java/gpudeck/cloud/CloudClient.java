package gpudeck.cloud;

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
import java.util.List;
import java.util.Optional;

/// The cloud as the rest of the program sees it. Every call blocks, waits for its turn under the
/// rate limits, and may be interrupted. Reads and terminate are repeated while the fault is
/// transient; launch never is.
public interface CloudClient {

    /// How long Lambda took for its last answer; the wait for a request's turn does not count. Zero
    /// before the first.
    Duration answerTime();

    /// How far this computer's clock was ahead of Lambda's at its last answer, to a second or two.
    /// Empty if that did not say.
    Optional<Duration> clockAhead();

    /// Drops connections that nobody uses now: after the computer slept they are dead.
    void dropConnections();

    List<TypeOffer> instanceTypes() throws CloudException, InterruptedException;

    List<Region> regions() throws CloudException, InterruptedException;

    List<Image> images() throws CloudException, InterruptedException;

    List<Instance> instances() throws CloudException, InterruptedException;

    Instance instance(InstanceId id) throws CloudException, InterruptedException;

    /// Sends one launch, once.
    LaunchOutcome launch(LaunchRequest request) throws InterruptedException;

    /// Asks to end one instance and returns what the API says of it; empty if the answer does not
    /// name it, in which case nothing is known to have happened. Overtakes every waiting request.
    Optional<Instance> terminate(InstanceId id) throws CloudException, InterruptedException;

    List<Instance> restart(List<InstanceId> ids) throws CloudException, InterruptedException;

    /// @param name 0 to 64 characters
    Instance rename(InstanceId id, String name) throws CloudException, InterruptedException;

    List<SshKey> sshKeys() throws CloudException, InterruptedException;

    SshKey addSshKey(String name, String publicKey) throws CloudException, InterruptedException;

    GeneratedSshKey generateSshKey(String name) throws CloudException, InterruptedException;

    void deleteSshKey(String id) throws CloudException, InterruptedException;

    List<FileSystem> fileSystems() throws CloudException, InterruptedException;

    /// @param name 1 to 60 characters, a letter first, then letters, digits and `-`
    FileSystem createFileSystem(String name, String region)
            throws CloudException, InterruptedException;

    List<String> deleteFileSystem(String id) throws CloudException, InterruptedException;

    List<FirewallRule> firewallRules() throws CloudException, InterruptedException;

    /// Replaces all of them.
    List<FirewallRule> replaceFirewallRules(List<FirewallRule> rules)
            throws CloudException, InterruptedException;

    List<FirewallRuleset> firewallRulesets() throws CloudException, InterruptedException;

    FirewallRuleset firewallRuleset(String id) throws CloudException, InterruptedException;

    FirewallRuleset createFirewallRuleset(String name, String region, List<FirewallRule> rules)
            throws CloudException, InterruptedException;

    /// Changes what is given and leaves the rest. The global set ([FirewallRuleset#GLOBAL_ID]) has
    /// no name to change.
    FirewallRuleset updateFirewallRuleset(
            String id, Optional<String> name, Optional<List<FirewallRule>> rules)
            throws CloudException, InterruptedException;

    void deleteFirewallRuleset(String id) throws CloudException, InterruptedException;

    /// One page of events from `start` to `end`, both inclusive; `page` from the page before.
    AuditEvent.Page auditEvents(
            Optional<Instant> start,
            Optional<Instant> end,
            Optional<String> resourceType,
            Optional<String> page)
            throws CloudException, InterruptedException;
}
