package gpudeck.sim.hardware;

import gpudeck.sim.fault.LaunchFault.Defect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a machine is made of, and what is wrong with it.
///
/// @param gpu as the API describes it, for example `A10 (24 GB PCIe)`
/// @param gpus that were promised
/// @param architecture as the API names it, for example `arm64`
/// @param storageGib of the disk
public record Hardware(
        String gpu, int gpus, String architecture, int storageGib, List<Defect> defects) {

    public Hardware {
        defects = List.copyOf(defects);
    }

    <D extends Defect> Stream<D> all(Class<D> kind) {
        return defects.stream().filter(kind::isInstance).map(kind::cast);
    }

    <D extends Defect> Optional<D> first(Class<D> kind) {
        return all(kind).findFirst();
    }

    boolean has(Class<? extends Defect> kind) {
        return all(kind).findAny().isPresent();
    }
}
