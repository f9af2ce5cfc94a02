package gpudeck.domain.cloud;

/// Which image to boot: the newest of a family, or exactly one.
public sealed interface ImageChoice {

    record Family(String family) implements ImageChoice {}

    record ById(String id) implements ImageChoice {}
}
