package gpudeck.viewmodel.wizard;

import gpudeck.domain.Cents;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.job.JobSpec.GpuCheck;
import gpudeck.domain.job.JobSpec.RegionChoice;
import gpudeck.engine.Catalog;
import gpudeck.viewmodel.ImageFamilies;
import gpudeck.viewmodel.RowSync;
import gpudeck.viewmodel.keys.KeyForm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The first page: type, region, what to do if it sells out, image and SSH key.
public final class PlaceForm {

    private final TypeList types = new TypeList();
    private final KeyForm key;
    private final List<String> preferred;
    private final ObservableList<RegionChoice> regions = FXCollections.observableArrayList();
    private final ObjectProperty<RegionChoice> region;
    private final ObjectProperty<SoldOut> soldOut;
    private final ObservableList<Optional<ImageChoice>> images =
            FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ImageChoice>> image;
    private final ObjectProperty<GpuCheck> gpuCheck;
    private Catalog catalog = Catalog.UNREAD;

    PlaceForm(WizardDefaults defaults, KeyForm key) {
        this.key = key;
        this.preferred = defaults.types();
        this.region = new SimpleObjectProperty<>(defaults.region());
        this.image = new SimpleObjectProperty<>(defaults.image());
        this.gpuCheck = new SimpleObjectProperty<>(defaults.gpuCheck());
        this.soldOut = new SimpleObjectProperty<>(soldOut(defaults));
        types.chosenProperty().addListener(_ -> showPlaces());
        showPlaces();
    }

    private static SoldOut soldOut(WizardDefaults defaults) {
        if (defaults.waitForCapacity()) {
            return SoldOut.WAIT;
        }
        return defaults.types().size() > 1 ? SoldOut.TRY_LARGER : SoldOut.GIVE_UP;
    }

    void show(Catalog now) {
        catalog = now;
        types.show(now);
        if (types.chosenProperty().get() == null && preferred.stream().noneMatch(types::choose)) {
            types.cheapestOpen().ifPresent(types.chosenProperty()::set);
        }
        showPlaces();
    }

    /// Regions where the type is open come first; the chosen one stays.
    private void showPlaces() {
        var row = types.chosenProperty().get();
        var open = row == null ? List.<Region>of() : row.offerProperty().get().openRegions();
        var choices = new ArrayList<RegionChoice>();
        choices.add(new RegionChoice.AnyOpen());
        Stream.concat(open.stream(), catalog.regions().stream())
                .map(r -> new RegionChoice.In(r.name()))
                .distinct()
                .forEach(choices::add);
        if (!choices.contains(region.get())) {
            choices.add(region.get());
        }
        keep(regions, choices);
        keep(images, ImageFamilies.of(catalog, type(), image.get()));
    }

    private static <T> void keep(ObservableList<T> shown, List<T> now) {
        RowSync.apply(shown, now);
    }

    public TypeList types() {
        return types;
    }

    public KeyForm key() {
        return key;
    }

    public ObservableList<RegionChoice> regions() {
        return regions;
    }

    public ObjectProperty<RegionChoice> regionProperty() {
        return region;
    }

    /// Where the region stands, `Utah, USA`; empty if it is not known.
    public Optional<String> describe(String regionName) {
        return catalog.regions().stream()
                .filter(r -> r.name().equals(regionName))
                .map(Region::description)
                .findFirst();
    }

    public boolean isOpen(RegionChoice choice) {
        var row = types.chosenProperty().get();
        return row != null
                && switch (choice) {
                    case RegionChoice.AnyOpen _ -> row.offerProperty().get().isOpen();
                    case RegionChoice.In(String name) -> row.offerProperty().get().isOpenIn(name);
                };
    }

    public ObjectProperty<SoldOut> soldOutProperty() {
        return soldOut;
    }

    /// What becomes of a machine that is no good.
    public ObjectProperty<GpuCheck> gpuCheckProperty() {
        return gpuCheck;
    }

    /// Empty means Lambda's default.
    public ObservableList<Optional<ImageChoice>> images() {
        return images;
    }

    public ObjectProperty<Optional<ImageChoice>> imageProperty() {
        return image;
    }

    public Optional<InstanceType> type() {
        return Optional.ofNullable(types.chosenProperty().get()).map(TypeRow::type);
    }

    /// The types the job may use, the chosen one first.
    public List<InstanceType> acceptable() {
        return type().map(t ->
                        soldOut.get() == SoldOut.TRY_LARGER
                                ? Stream.concat(Stream.of(t), types.atLeast(t).stream()).toList()
                                : List.of(t))
                .orElse(List.of());
    }

    /// The price of the dearest type that the job may use.
    public Optional<Cents> highestPrice() {
        return acceptable().stream().map(InstanceType::pricePerHour).max(Comparator.naturalOrder());
    }

    Optional<UserMessage> problem() {
        if (type().isEmpty()) {
            return Optional.of(
                    UserMessage.of(
                            catalog.typesReadAt().isEmpty()
                                    ? "wizard.type.reading"
                                    : "wizard.type.missing"));
        }
        return placeProblem().or(key::problem);
    }

    /// A sold-out type is fine as long as the job knows what to do then.
    private Optional<UserMessage> placeProblem() {
        if (soldOut.get() != SoldOut.GIVE_UP || isOpen(region.get())) {
            return Optional.empty();
        }
        var title = type().map(InstanceType::title).orElse("");
        return Optional.of(
                switch (region.get()) {
                    case RegionChoice.AnyOpen _ -> UserMessage.of("wizard.region.none", title);
                    case RegionChoice.In(String name) ->
                            UserMessage.of("wizard.region.soldOut", title, name);
                });
    }
}
