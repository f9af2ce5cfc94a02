package gpudeck.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import gpudeck.domain.Cents;
import gpudeck.domain.cloud.AuditEvent;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.FileSystemMount;
import gpudeck.domain.cloud.FirewallRule;
import gpudeck.domain.cloud.FirewallRuleset;
import gpudeck.domain.cloud.Image;
import gpudeck.domain.cloud.Instance;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceStatus;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The answers of the API as JSON has them. Anything may be missing; what is needed to tell one
/// thing from another is checked when it becomes a record of the domain.
final class Wire {

    private Wire() {}

    record Region(@Nullable String name, @Nullable String description) {
        static gpudeck.domain.cloud.Region of(@Nullable Region wire) {
            return wire == null
                    ? new gpudeck.domain.cloud.Region("", "")
                    : new gpudeck.domain.cloud.Region(text(wire.name), text(wire.description));
        }
    }

    record Specs(
            int vcpus,
            @JsonProperty("memory_gib") int memoryGib,
            @JsonProperty("storage_gib") int storageGib,
            int gpus) {}

    record Type(
            @Nullable String name,
            @Nullable String description,
            @JsonProperty("gpu_description") @Nullable String gpuDescription,
            @JsonProperty("price_cents_per_hour") long priceCentsPerHour,
            @Nullable Specs specs,
            @Nullable String architecture) {

        static InstanceType of(@Nullable Type wire) {
            var type = wire == null ? new Type(null, null, null, 0, null, null) : wire;
            var specs = type.specs == null ? new Specs(0, 0, 0, 0) : type.specs;
            var name = text(type.name);
            var gpu = text(type.gpuDescription);
            var description = text(type.description);
            return new InstanceType(
                    name,
                    description,
                    gpu,
                    new Cents(type.priceCentsPerHour),
                    specs.gpus,
                    GpuMemory.of(name, gpu, description),
                    specs.vcpus,
                    specs.memoryGib,
                    specs.storageGib,
                    some(type.architecture));
        }
    }

    record Offer(
            @JsonProperty("instance_type") @Nullable Type type,
            @JsonProperty("regions_with_capacity_available") @Nullable List<Region> regions) {
        TypeOffer toDomain() {
            return new TypeOffer(Type.of(type), list(regions).stream().map(Region::of).toList());
        }
    }

    record Tag(String key, @Nullable String value) {
        Tag {
            required(key, "key");
        }
    }

    record Action(
            boolean available,
            @JsonProperty("reason_code") @Nullable String code,
            @JsonProperty("reason_description") @Nullable String description) {
        Instance.Action toDomain() {
            return new Instance.Action(available, some(description).orElse(text(code)));
        }
    }

    record Mount(
            @JsonProperty("mount_point") @Nullable String mountPoint,
            @JsonProperty("file_system_id") @Nullable String fileSystemId) {}

    record Reference(String id) {
        Reference {
            required(id, "id");
        }
    }

    record Machine(
            String id,
            @Nullable String name,
            @Nullable String status,
            @Nullable String ip,
            @JsonProperty("private_ip") @Nullable String privateIp,
            @Nullable String hostname,
            @Nullable Region region,
            @JsonProperty("instance_type") @Nullable Type type,
            @JsonProperty("ssh_key_names") @Nullable List<String> sshKeyNames,
            @JsonProperty("file_system_names") @Nullable List<String> fileSystemNames,
            @JsonProperty("file_system_mounts") @Nullable List<Mount> mounts,
            @JsonProperty("jupyter_url") @Nullable String jupyterUrl,
            @Nullable List<Tag> tags,
            @Nullable Map<String, @Nullable Action> actions,
            @JsonProperty("firewall_rulesets") @Nullable List<Reference> rulesets) {

        Machine {
            required(id, "id");
            required(status, "status");
        }

        /// Not the address with the token.
        @Override
        public String toString() {
            return "Machine[" + id + "]";
        }

        Instance toDomain() {
            var tagValues = new LinkedHashMap<String, String>();
            list(tags).forEach(t -> tagValues.put(t.key, text(t.value)));
            var known = new LinkedHashMap<String, Instance.Action>();
            map(actions)
                    .forEach((action, wire) -> {
                        if (wire != null) {
                            known.put(action, wire.toDomain());
                        }
                    });
            return new Instance(
                    new InstanceId(id),
                    some(name),
                    new InstanceStatus(text(status)),
                    some(ip),
                    some(privateIp),
                    some(hostname),
                    Region.of(region),
                    Type.of(type),
                    list(sshKeyNames),
                    list(fileSystemNames),
                    list(mounts).stream()
                            .map(m -> new FileSystemMount(text(m.mountPoint), text(m.fileSystemId)))
                            .toList(),
                    some(jupyterUrl).map(Instance.JupyterLink::new),
                    tagValues,
                    known,
                    list(rulesets).stream().map(Reference::id).toList());
        }
    }

    record Picture(
            String id,
            @Nullable String name,
            @Nullable String description,
            @Nullable String family,
            @Nullable String version,
            @Nullable String architecture,
            @Nullable Region region,
            @JsonProperty("updated_time") @Nullable String updated) {
        Picture {
            required(id, "id");
        }

        Image toDomain() {
            return new Image(
                    id,
                    text(name),
                    text(description),
                    text(family),
                    text(version),
                    some(architecture),
                    Region.of(region),
                    time(updated));
        }
    }

    record Key(
            String id,
            @Nullable String name,
            @JsonProperty("public_key") @Nullable String publicKey,
            @JsonProperty("private_key") @Nullable String privateKey) {
        Key {
            required(id, "id");
        }

        /// Not the private half.
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }

        SshKey toDomain() {
            return new SshKey(id, text(name), text(publicKey));
        }
    }

    record Files(
            String id,
            @Nullable String name,
            @JsonProperty("mount_point") @Nullable String mountPoint,
            @Nullable Region region,
            @JsonProperty("is_in_use") boolean inUse,
            @Nullable String created,
            @JsonProperty("bytes_used") @Nullable Long bytesUsed) {
        Files {
            required(id, "id");
        }

        FileSystem toDomain() {
            return new FileSystem(
                    id,
                    text(name),
                    text(mountPoint),
                    Region.of(region),
                    inUse,
                    time(created),
                    bytesUsed == null ? OptionalLong.empty() : OptionalLong.of(bytesUsed));
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rule(
            String protocol,
            @JsonProperty("port_range") @Nullable List<Integer> ports,
            @JsonProperty("source_network") @Nullable String sourceNetwork,
            @Nullable String description) {

        Rule {
            FirewallRule.Protocol.valueOf(required(protocol, "protocol").toUpperCase(Locale.ROOT));
        }

        FirewallRule toDomain() {
            return new FirewallRule(
                    FirewallRule.Protocol.valueOf(protocol.toUpperCase(Locale.ROOT)),
                    list(ports).size() == 2
                            ? Optional.of(
                                    new FirewallRule.PortRange(
                                            list(ports).getFirst(), list(ports).getLast()))
                            : Optional.empty(),
                    text(sourceNetwork),
                    text(description));
        }

        static Rule of(FirewallRule rule) {
            return new Rule(
                    rule.protocol().name().toLowerCase(Locale.ROOT),
                    rule.ports().map(p -> List.of(p.from(), p.to())).orElse(null),
                    rule.sourceNetwork(),
                    rule.description());
        }
    }

    record Ruleset(
            String id,
            @Nullable String name,
            @Nullable Region region,
            @Nullable List<Rule> rules,
            @Nullable String created,
            @JsonProperty("instance_ids") @Nullable List<String> instanceIds) {
        Ruleset {
            required(id, "id");
        }

        FirewallRuleset toDomain() {
            return new FirewallRuleset(
                    id,
                    text(name),
                    Optional.ofNullable(region).map(Region::of),
                    list(rules).stream().map(Rule::toDomain).toList(),
                    time(created),
                    list(instanceIds).stream().map(InstanceId::new).toList());
        }
    }

    record Event(
            @JsonProperty("event_id") String id,
            @JsonProperty("event_time") String at,
            @JsonProperty("service_name") @Nullable String service,
            @JsonProperty("resource_name") @Nullable String resource,
            @Nullable String action,
            @JsonProperty("actor_lrn") @Nullable String actor,
            @JsonProperty("resource_lrns") @Nullable List<String> resources,
            @JsonProperty("request_api_key_lrn") @Nullable String apiKey,
            @JsonProperty("additional_details") @Nullable Map<String, @Nullable Object> details) {
        Event {
            required(id, "id");
        }

        AuditEvent toDomain() {
            var words = new LinkedHashMap<String, String>();
            map(details).forEach((name, value) -> words.put(name, String.valueOf(value)));
            return new AuditEvent(
                    id,
                    time(at).orElse(Instant.EPOCH),
                    text(service),
                    text(resource),
                    text(action),
                    text(actor),
                    list(resources),
                    some(apiKey),
                    words);
        }
    }

    record Launched(@JsonProperty("instance_ids") @Nullable List<String> ids) {}

    record Terminated(@JsonProperty("terminated_instances") @Nullable List<Machine> instances) {}

    record Restarted(@JsonProperty("restarted_instances") @Nullable List<Machine> instances) {}

    record Deleted(@JsonProperty("deleted_ids") @Nullable List<String> ids) {}

    /// Jackson turns this into a reading error: what lacks it cannot be told from another.
    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("no " + field);
        }
        return value;
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    static <T> List<T> list(@Nullable List<T> value) {
        return value == null ? List.of() : value;
    }

    private static <V extends @Nullable Object> Map<String, V> map(@Nullable Map<String, V> value) {
        return value == null ? Map.of() : value;
    }

    private static Optional<String> some(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }

    private static Optional<Instant> time(@Nullable String value) {
        try {
            return some(value).map(v -> OffsetDateTime.parse(v).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
