package gpudeck.viewmodel.instances;

import gpudeck.domain.cloud.InstanceId;
import java.util.Locale;

/// Which machines the page shows.
///
/// @param words to be found in the name, type, region, address or id, whatever their case
record InstanceFilter(String words, Whose whose) {

    InstanceFilter {
        words = words.toLowerCase(Locale.ROOT).strip();
    }

    boolean fits(Machine machine) {
        return whose.fits(machine) && (words.isEmpty() || text(machine).contains(words));
    }

    private static String text(Machine machine) {
        return String.join(
                        " ",
                        machine.name(),
                        machine.type().words(),
                        machine.type().name(),
                        machine.region().name(),
                        machine.ip().orElse(""),
                        machine.id().map(InstanceId::value).orElse(""))
                .toLowerCase(Locale.ROOT);
    }
}
