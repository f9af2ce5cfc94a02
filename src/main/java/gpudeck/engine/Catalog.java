package gpudeck.engine;

import gpudeck.domain.Problem;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.Image;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.SshKey;
import gpudeck.domain.cloud.TypeOffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the cloud offers at one moment. A failed read changes `problem` and nothing else.
///
/// @param typesReadAt when types and capacity were last read; empty before the first answer
public record Catalog(
        List<TypeOffer> offers,
        List<Region> regions,
        List<Image> images,
        List<SshKey> sshKeys,
        List<FileSystem> fileSystems,
        Optional<Instant> typesReadAt,
        Optional<Problem> problem) {

    /// What one request reads.
    public enum Part {
        TYPES,
        REGIONS,
        IMAGES,
        SSH_KEYS,
        FILE_SYSTEMS
    }

    public static final Catalog UNREAD =
            new Catalog(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());

    public Catalog {
        offers = List.copyOf(offers);
        regions = List.copyOf(regions);
        images = List.copyOf(images);
        sshKeys = List.copyOf(sshKeys);
        fileSystems = List.copyOf(fileSystems);
    }

    public Optional<TypeOffer> offer(String typeName) {
        return offers.stream().filter(o -> o.type().name().equals(typeName)).findFirst();
    }

    Catalog withOffers(List<TypeOffer> now, Instant at) {
        return new Catalog(
                now, regions, images, sshKeys, fileSystems, Optional.of(at), Optional.empty());
    }

    Catalog withRegions(List<Region> now) {
        return new Catalog(
                offers, now, images, sshKeys, fileSystems, typesReadAt, Optional.empty());
    }

    Catalog withImages(List<Image> now) {
        return new Catalog(
                offers, regions, now, sshKeys, fileSystems, typesReadAt, Optional.empty());
    }

    Catalog withSshKeys(List<SshKey> now) {
        return new Catalog(
                offers, regions, images, now, fileSystems, typesReadAt, Optional.empty());
    }

    Catalog withFileSystems(List<FileSystem> now) {
        return new Catalog(offers, regions, images, sshKeys, now, typesReadAt, Optional.empty());
    }

    Catalog with(Problem now) {
        return new Catalog(
                offers, regions, images, sshKeys, fileSystems, typesReadAt, Optional.of(now));
    }
}
