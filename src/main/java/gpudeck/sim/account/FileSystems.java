package gpudeck.sim.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The file systems of the account.
public final class FileSystems {

    private static final int MOST = 24;

    private final List<Kept> kept = new ArrayList<>();
    private final Ids ids;
    private final AuditLog audit;
    private final Clock clock;
    private final Predicate<String> inUse;

    /// @param inUse whether an instance has the file system of this id
    FileSystems(Ids ids, AuditLog audit, Clock clock, Predicate<String> inUse) {
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
        this.inUse = inUse;
    }

    public record Mount(String mountPoint, String fileSystemId) {}

    public record Creator(String id, String email, String status) {}

    /// A file system as the API shows it.
    public record FileSystem(
            String id,
            String name,
            String mountPoint,
            String created,
            Creator createdBy,
            @JsonProperty("is_in_use") boolean inUse,
            Catalog.Region region,
            long bytesUsed) {}

    private record Kept(String id, String name, String created, Catalog.Region region) {}

    public List<FileSystem> all() {
        return kept.stream().map(this::shown).toList();
    }

    public Optional<FileSystem> withId(String id) {
        return all().stream().filter(fileSystem -> fileSystem.id().equals(id)).findFirst();
    }

    public Optional<FileSystem> named(String name) {
        return all().stream().filter(fileSystem -> fileSystem.name().equals(name)).findFirst();
    }

    public FileSystem create(String name, Catalog.Region region) throws Refusal {
        if (named(name).isPresent()) {
            throw Refusal.duplicate("filesystem");
        }
        if (kept.size() >= MOST) {
            throw Refusal.quota("at most " + MOST + " filesystems");
        }
        var created =
                DateTimeFormatter.ISO_INSTANT.format(
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var made = new Kept(ids.next(), name, created, region);
        kept.add(made);
        audit.add("filesystem", "created", made.id());
        return shown(made);
    }

    public void delete(String id) throws Refusal {
        if (kept.stream().noneMatch(k -> k.id().equals(id))) {
            throw Refusal.missing(404, "filesystem");
        }
        if (inUse.test(id)) {
            throw new Refusal(
                    400, "filesystems/filesystem-in-use", "The filesystem is in use.", null);
        }
        kept.removeIf(k -> k.id().equals(id));
        audit.add("filesystem", "deleted", id);
    }

    private FileSystem shown(Kept one) {
        return new FileSystem(
                one.id(),
                one.name(),
                "/lambda/nfs/" + one.name(),
                one.created(),
                new Creator("3da5a70a57a7422ea8a7203f98b2198b", "me@example.com", "active"),
                inUse.test(one.id()),
                one.region(),
                0);
    }
}
