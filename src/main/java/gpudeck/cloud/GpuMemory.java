package gpudeck.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The memory of one GPU, which the API states only inside its descriptions: `A10 (24 GB PCIe)`.
final class GpuMemory {

    private static final Pattern GIGABYTES = Pattern.compile("(\\d{1,4})\\s*GB", 2);

    /// For descriptions that leave it out; from NVIDIA's data sheets, the smallest that is rented.
    private static final Map<String, Integer> BY_MODEL =
            Map.of(
                    "rtx6000", 24, "a6000", 48, "a10", 24, "a100", 40, "v100", 16, "gh200", 96,
                    "h100", 80, "h200", 141, "b200", 180);

    private GpuMemory() {}

    static OptionalInt of(String typeName, String gpuDescription, String description) {
        for (var text : new String[] {gpuDescription, description, typeName}) {
            var found = GIGABYTES.matcher(text);
            if (found.find()) {
                return OptionalInt.of(Integer.parseInt(found.group(1)));
            }
        }
        for (var word : typeName.toLowerCase(Locale.ROOT).split("_", -1)) {
            var known = BY_MODEL.get(word);
            if (known != null) {
                return OptionalInt.of(known);
            }
        }
        return OptionalInt.empty();
    }
}
