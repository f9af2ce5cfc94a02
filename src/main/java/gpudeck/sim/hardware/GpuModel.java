package gpudeck.sim.hardware;

import java.util.Map;
import java.util.regex.Pattern;

/// A GPU as `nvidia-smi` knows it, which is not how the API describes it: 24 GB are 23028 MiB.
///
/// @param memory in MiB
/// @param powerLimit in W
/// @param computeCapability the generation, for example `8.6`
/// @param ecc whether its memory corrects errors, unless someone turned that on or off
/// @param idleState the power state without work
record GpuModel(
        String name,
        int memory,
        int powerLimit,
        String computeCapability,
        boolean ecc,
        String idleState) {

    private static final Pattern MEMORY = Pattern.compile("\\((\\d+) GB");
    private static final int MIB_PER_GB = 1024;

    private static final Map<String, GpuModel> KNOWN =
            Map.ofEntries(
                    Map.entry("A10 (24 GB PCIe)", graphics("NVIDIA A10", 23_028, 150, true)),
                    Map.entry("A6000 (48 GB)", graphics("NVIDIA RTX A6000", 49_140, 300, false)),
                    Map.entry(
                            "RTX 6000 (24 GB)",
                            new GpuModel("Quadro RTX 6000", 24_576, 260, "7.5", false, "P8")),
                    Map.entry(
                            "Tesla V100 (16 GB)",
                            compute("Tesla V100-SXM2-16GB", 16_384, 300, "7.0")),
                    Map.entry(
                            "A100 (40 GB PCIe)",
                            compute("NVIDIA A100-PCIE-40GB", 40_960, 250, "8.0")),
                    Map.entry(
                            "A100 (40 GB SXM4)",
                            compute("NVIDIA A100-SXM4-40GB", 40_960, 400, "8.0")),
                    Map.entry(
                            "A100 (80 GB SXM4)",
                            compute("NVIDIA A100-SXM4-80GB", 81_920, 400, "8.0")),
                    Map.entry("H100 (80 GB PCIe)", compute("NVIDIA H100 PCIe", 81_559, 350, "9.0")),
                    Map.entry(
                            "H100 (80 GB SXM5)",
                            compute("NVIDIA H100 80GB HBM3", 81_559, 700, "9.0")),
                    Map.entry("GH200 (96 GB)", compute("NVIDIA GH200 480GB", 97_871, 700, "9.0")),
                    Map.entry("B200 (180 GB SXM6)", compute("NVIDIA B200", 183_359, 1000, "10.0")));

    static boolean isKnown(String description) {
        return KNOWN.containsKey(description);
    }

    /// One that is not known is called what it is described as.
    static GpuModel of(String description) {
        var known = KNOWN.get(description);
        if (known != null) {
            return known;
        }
        int end = description.indexOf(" (");
        var memory = MEMORY.matcher(description);
        int gigabytes = memory.find() ? Integer.parseInt(memory.group(1)) : 24;
        var name = "NVIDIA " + (end < 0 ? description : description.substring(0, end));
        return compute(name, gigabytes * MIB_PER_GB, 350, "9.0");
    }

    private static GpuModel graphics(String name, int memory, int powerLimit, boolean ecc) {
        return new GpuModel(name, memory, powerLimit, "8.6", ecc, "P8");
    }

    private static GpuModel compute(String name, int memory, int powerLimit, String capability) {
        return new GpuModel(name, memory, powerLimit, capability, true, "P0");
    }
}
