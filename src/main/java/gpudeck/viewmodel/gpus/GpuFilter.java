package gpudeck.viewmodel.gpus;

import gpudeck.domain.Cents;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.TypeOffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What the user looks for. Empty means any.
///
/// @param words each must be part of the name, the model or an open region
/// @param memoryGb the least, of all GPUs together
public record GpuFilter(
        String words,
        Optional<String> model,
        Optional<Integer> memoryGb,
        Optional<Integer> gpus,
        Optional<String> architecture,
        Optional<String> region,
        Optional<Cents> priceLimit) {

    public static final GpuFilter ANY =
            new GpuFilter(
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    public boolean isAny() {
        return equals(ANY);
    }

    GpuFilter withoutPriceLimit() {
        return new GpuFilter(words, model, memoryGb, gpus, architecture, region, Optional.empty());
    }

    boolean fits(TypeOffer offer) {
        var type = offer.type();
        return fitsWords(offer)
                && model.filter(m -> !m.equals(type.model())).isEmpty()
                && memoryGb.filter(gb -> type.totalGpuMemoryGb().orElse(0) < gb).isEmpty()
                && gpus.filter(n -> n != type.gpus()).isEmpty()
                && architecture.filter(a -> !type.architecture().equals(Optional.of(a))).isEmpty()
                && region.filter(r -> !offer.isOpenIn(r)).isEmpty()
                && priceLimit.filter(limit -> type.pricePerHour().compareTo(limit) > 0).isEmpty();
    }

    private boolean fitsWords(TypeOffer offer) {
        var text = searchable(offer);
        return Arrays.stream(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(text::contains);
    }

    private static String searchable(TypeOffer offer) {
        InstanceType type = offer.type();
        var text = new StringBuilder();
        text.append(type.name()).append(' ').append(type.title()).append(' ');
        text.append(type.gpuDescription()).append(' ').append(type.description());
        offer.openRegions().forEach(r -> text.append(' ').append(r.name()));
        return text.toString().toLowerCase(Locale.ROOT);
    }
}
