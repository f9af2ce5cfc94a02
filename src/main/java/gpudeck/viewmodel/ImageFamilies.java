package gpudeck.viewmodel;

import gpudeck.domain.cloud.Image;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.engine.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The images that a type can boot.
public final class ImageFamilies {

    private ImageFamilies() {}

    /// Lambda's default, which is empty, then the families by name; the chosen one in any case.
    public static List<Optional<ImageChoice>> of(
            Catalog catalog, Optional<InstanceType> type, Optional<ImageChoice> chosen) {
        var wanted = type.flatMap(InstanceType::architecture);
        var choices = new ArrayList<Optional<ImageChoice>>();
        choices.add(Optional.empty());
        catalog.images().stream()
                .filter(i ->
                        wanted.isEmpty() || i.architecture().map(wanted.get()::equals).orElse(true))
                .sorted(Comparator.comparing(Image::family))
                .map(i -> Optional.<ImageChoice>of(new ImageChoice.Family(i.family())))
                .distinct()
                .forEach(choices::add);
        if (!choices.contains(chosen)) {
            choices.add(chosen);
        }
        return choices;
    }
}
