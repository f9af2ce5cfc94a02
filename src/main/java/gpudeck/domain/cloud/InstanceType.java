package gpudeck.domain.cloud;

import gpudeck.domain.Cents;
import java.util.Optional;
import java.util.OptionalInt;

/// A kind of machine that can be rented.
///
/// @param name what the API calls it, `gpu_1x_h100_pcie`
/// @param gpuDescription of one GPU, `H100 (80 GB PCIe)`; empty if the API gave none
/// @param pricePerHour for the whole instance
/// @param gpuMemoryGb of one GPU; the API states it only inside the description, so it may be
///   unknown
/// @param architecture `x86_64` or `arm64`; live answers carry it, the API description does not
public record InstanceType(
        String name,
        String description,
        String gpuDescription,
        Cents pricePerHour,
        int gpus,
        OptionalInt gpuMemoryGb,
        int vcpus,
        int memoryGib,
        int storageGib,
        Optional<String> architecture) {

    /// The GPU without its details, `H100`; the API's description for a machine without GPUs.
    public String model() {
        int detail = gpuDescription.indexOf('(');
        var model = (detail < 0 ? gpuDescription : gpuDescription.substring(0, detail)).strip();
        return model.isEmpty() || gpus == 0 ? (description.isBlank() ? name : description) : model;
    }

    /// `1× H100`
    public String title() {
        return gpus == 0 ? model() : gpus + "× " + model();
    }

    /// What the description says beyond the model, `80 GB PCIe`; empty if nothing.
    public String variant() {
        int open = gpuDescription.indexOf('(');
        int close = gpuDescription.lastIndexOf(')');
        return gpus == 0 || open < 0 || close < open
                ? ""
                : gpuDescription.substring(open + 1, close).strip();
    }

    /// `1× H100 80 GB PCIe`
    public String words() {
        return (title() + " " + variant()).strip();
    }

    /// Of the whole instance.
    public OptionalInt totalGpuMemoryGb() {
        return gpuMemoryGb.isPresent()
                ? OptionalInt.of(gpuMemoryGb.getAsInt() * gpus)
                : OptionalInt.empty();
    }

    /// The instance's price shared out over its GPUs, rounded to the nearest cent.
    public Cents pricePerGpuHour() {
        return gpus == 0
                ? pricePerHour
                : new Cents(Math.round(pricePerHour.value() / (double) gpus));
    }
}
