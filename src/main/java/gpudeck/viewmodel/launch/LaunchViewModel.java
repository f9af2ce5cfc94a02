package gpudeck.viewmodel.launch;

import gpudeck.domain.Cents;
import gpudeck.domain.JobException;
import gpudeck.domain.Lease;
import gpudeck.domain.Signal.Subscription;
import gpudeck.domain.UserMessage;
import gpudeck.domain.cloud.FileSystem;
import gpudeck.domain.cloud.ImageChoice;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.domain.cloud.InstanceType;
import gpudeck.domain.cloud.LaunchOutcome;
import gpudeck.domain.cloud.LaunchRequest;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.engine.Catalog;
import gpudeck.engine.Explanation;
import gpudeck.engine.fleet.FleetInstance;
import gpudeck.viewmodel.Background;
import gpudeck.viewmodel.ImageFamilies;
import gpudeck.viewmodel.Live;
import gpudeck.viewmodel.RowSync;
import gpudeck.viewmodel.custody.LeaseForm;
import gpudeck.viewmodel.keys.KeyAccess;
import gpudeck.viewmodel.keys.KeyChoice;
import gpudeck.viewmodel.keys.KeyForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The launch of one machine. It is sent once; only after a refusal may another follow.
public final class LaunchViewModel implements AutoCloseable {

    /// How far the launch is.
    public sealed interface State {

        /// Nothing was sent.
        record Editing() implements State {}

        record Sending(Instant since) implements State {}

        /// Nothing was bought.
        record Refused(UserMessage why) implements State {}

        /// @param atMost until its lease ends
        record Created(InstanceId id, String name, Cents pricePerHour, Cents atMost)
                implements State {}

        /// No answer came: a machine may be starting, and is looked for.
        record Unknown(String name, Cents pricePerHour) implements State {}
    }

    /// The engine adds a part of the launch's id, and 64 is the API's limit.
    private static final int LONGEST_NAME = 55;

    private static final String UNNAMED = "gpudeck";

    private final LaunchWish wish;
    private final Live live;
    private final LaunchAccess launches;
    private final Background background;
    private final KeyForm key;
    private final LeaseForm lease = new LeaseForm(Lease.DEFAULT);
    private final ObservableList<String> types = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable String> type;
    private final ObservableList<Region> regions = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Region> region = new SimpleObjectProperty<>();
    private final StringProperty name = new SimpleStringProperty("");
    private final ObservableList<Optional<ImageChoice>> images =
            FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ImageChoice>> image =
            new SimpleObjectProperty<>(Optional.empty());
    private final Map<String, FileSystemChoice> allFileSystems = new LinkedHashMap<>();
    private final ObservableList<FileSystemChoice> fileSystems =
            FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<Cents>> price =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Cents>> atMost =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<UserMessage>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<State> state =
            new ReadOnlyObjectWrapper<>(new State.Editing());
    private final Subscription catalogChanges;
    private Catalog catalog = Catalog.UNREAD;
    private @Nullable String placedType;

    public LaunchViewModel(
            LaunchWish wish,
            Live live,
            LaunchAccess launches,
            KeyAccess keys,
            Background background) {
        this.wish = wish;
        this.live = live;
        this.launches = launches;
        this.background = background;
        type = new SimpleObjectProperty<>(wish.typeName().orElse(null));
        key = new KeyForm(keys, background, wish.sshKeyName());
        catalogChanges = live.catalog().subscribe(now -> background.onUiThread(() -> show(now)));
        type.subscribe(_ -> offerPlaces());
        region.subscribe(_ -> offerFileSystems());
        name.subscribe(_ -> check());
        lease.hoursProperty().subscribe(_ -> check());
        lease.moneyProperty().subscribe(_ -> check());
        state.subscribe(_ -> check());
        key.chosenProperty().subscribe(_ -> check());
        key.busyProperty().subscribe(_ -> check());
    }

    public boolean isTypeFixed() {
        return wish.typeName().isPresent();
    }

    /// API names, open ones first, then by price.
    public ObservableList<String> types() {
        return types;
    }

    public ObjectProperty<@Nullable String> typeProperty() {
        return type;
    }

    public Optional<InstanceType> type(String typeName) {
        return catalog.offer(typeName).map(TypeOffer::type);
    }

    /// The type that is chosen.
    public Optional<InstanceType> type() {
        return offer().map(TypeOffer::type);
    }

    /// Where it can start now, and the chosen one.
    public ObservableList<Region> regions() {
        return regions;
    }

    public ObjectProperty<@Nullable Region> regionProperty() {
        return region;
    }

    public KeyForm key() {
        return key;
    }

    public StringProperty nameProperty() {
        return name;
    }

    /// Empty means Lambda's default.
    public ObservableList<Optional<ImageChoice>> images() {
        return images;
    }

    public ObjectProperty<Optional<ImageChoice>> imageProperty() {
        return image;
    }

    /// Those of the chosen region.
    public ObservableList<FileSystemChoice> fileSystems() {
        return fileSystems;
    }

    /// Per hour.
    public ReadOnlyObjectProperty<Optional<Cents>> priceProperty() {
        return price.getReadOnlyProperty();
    }

    public LeaseForm lease() {
        return lease;
    }

    /// What it costs until its lease ends; empty while that is not known.
    public ReadOnlyObjectProperty<Optional<Cents>> atMostProperty() {
        return atMost.getReadOnlyProperty();
    }

    /// What keeps it from being launched.
    public ReadOnlyObjectProperty<Optional<UserMessage>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public boolean canLaunch() {
        return problem.get().isEmpty() && maySend();
    }

    private boolean maySend() {
        return switch (state.get()) {
            case State.Editing _, State.Refused _ -> true;
            case State.Sending _, State.Created _, State.Unknown _ -> false;
        };
    }

    /// Buys. Whatever becomes of the dialog, the answer is waited for.
    public void launch() {
        var place = region.get();
        if (!canLaunch() || place == null || type().isEmpty()) {
            return;
        }
        var request = request(place, type().get());
        var rate = type().get().pricePerHour();
        var agreed = lease.lease();
        state.set(new State.Sending(live.ticker().now()));
        background.run(
                () -> launches.launch(request, agreed),
                outcome -> answered(outcome, rate, rate.perHourOver(agreed.length(rate))),
                failure -> failed(failure, rate));
    }

    private LaunchRequest request(Region place, InstanceType machine) {
        var words = name.get().strip();
        return new LaunchRequest(
                place.name(),
                machine.name(),
                Optional.ofNullable(key.chosenProperty().get()).map(KeyChoice::name).orElse(""),
                words.isEmpty() ? Optional.empty() : Optional.of(words),
                Optional.empty(),
                image.get(),
                fileSystems.stream()
                        .filter(f -> f.chosenProperty().get())
                        .map(FileSystemChoice::name)
                        .toList(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of());
    }

    private void answered(LaunchOutcome outcome, Cents rate, Cents most) {
        state.set(
                switch (outcome) {
                    case LaunchOutcome.Created(var id) ->
                            new State.Created(id, nameOf(id), rate, most);
                    case LaunchOutcome.Refused(var why) -> new State.Refused(Explanation.of(why));
                    case LaunchOutcome.Unknown _ -> new State.Unknown(shownName(), rate);
                });
    }

    /// Only these two say that nothing was sent.
    private void failed(Exception failure, Cents rate) {
        state.set(
                failure instanceof JobException || failure instanceof InterruptedException
                        ? new State.Refused(Explanation.of(failure))
                        : new State.Unknown(shownName(), rate));
    }

    private String nameOf(InstanceId id) {
        return live.fleet()
                .get()
                .find(id)
                .map(FleetInstance::instance)
                .map(i -> i.displayName())
                .orElseGet(this::shownName);
    }

    private String shownName() {
        var words = name.get().strip();
        return words.isEmpty() ? UNNAMED : words;
    }

    private void show(Catalog now) {
        catalog = now;
        RowSync.apply(
                types,
                now.offers().stream()
                        .sorted(
                                Comparator.<TypeOffer, Boolean>comparing(o -> !o.isOpen())
                                        .thenComparing(o -> o.type().pricePerHour())
                                        .thenComparing(o -> o.type().name()))
                        .map(o -> o.type().name())
                        .toList());
        if (type.get() == null) {
            types.stream().filter(this::hasGpu).findFirst().ifPresent(type::set);
        }
        allFileSystems.keySet().retainAll(now.fileSystems().stream().map(FileSystem::id).toList());
        now.fileSystems()
                .forEach(f -> allFileSystems.computeIfAbsent(f.id(), _ -> new FileSystemChoice(f)));
        offerPlaces();
    }

    private boolean hasGpu(String typeName) {
        return type(typeName).filter(t -> t.gpus() > 0).isPresent();
    }

    private Optional<TypeOffer> offer() {
        return Optional.ofNullable(type.get()).flatMap(catalog::offer);
    }

    /// The chosen region stays while the same type is chosen, even when it sells out: nothing else
    /// is bought than what was read.
    private void offerPlaces() {
        var open = offer().map(TypeOffer::openRegions).orElse(List.of());
        var chosen = Optional.ofNullable(region.get());
        boolean sameType = Objects.equals(placedType, type.get());
        var place =
                chosen.filter(r -> sameType || open.contains(r))
                        .or(() -> chosen.isEmpty() ? wishedPlace() : Optional.empty())
                        .or(() -> open.stream().findFirst());
        var target = new ArrayList<>(open);
        place.filter(r -> !open.contains(r)).ifPresent(target::add);
        placedType = type.get();
        RowSync.apply(regions, target);
        region.set(place.orElse(null));
        RowSync.apply(images, ImageFamilies.of(catalog, type(), image.get()));
        price.set(type().map(InstanceType::pricePerHour));
        offerFileSystems();
    }

    private Optional<Region> wishedPlace() {
        return offer().isEmpty()
                ? Optional.empty()
                : wish.region()
                        .map(wished ->
                                catalog.regions().stream()
                                        .filter(r -> r.name().equals(wished))
                                        .findFirst()
                                        .orElse(new Region(wished, "")));
    }

    private void offerFileSystems() {
        var place = region.get();
        RowSync.apply(
                fileSystems,
                allFileSystems.values().stream()
                        .filter(f -> place != null && f.regionName().equals(place.name()))
                        .toList());
        check();
    }

    private void check() {
        atMost.set(
                type().filter(_ -> lease.problem().isEmpty())
                        .map(InstanceType::pricePerHour)
                        .map(rate -> rate.perHourOver(lease.lease().length(rate))));
        problem.set(problemNow());
    }

    private Optional<UserMessage> problemNow() {
        if (type().isEmpty()) {
            return Optional.of(
                    UserMessage.of(
                            catalog.typesReadAt().isEmpty()
                                    ? "launch.type.reading"
                                    : "launch.type.missing"));
        }
        return placeProblem().or(key::problem).or(this::nameProblem).or(lease::problem);
    }

    private Optional<UserMessage> placeProblem() {
        var place = region.get();
        var title = type().map(InstanceType::title).orElse("");
        if (place == null) {
            return Optional.of(UserMessage.of("launch.region.none", title));
        }
        return offer().filter(o -> o.isOpenIn(place.name())).isPresent()
                ? Optional.empty()
                : Optional.of(UserMessage.of("launch.region.soldOut", title, place.name()));
    }

    private Optional<UserMessage> nameProblem() {
        return name.get().strip().length() > LONGEST_NAME
                        || name.get().codePoints().anyMatch(Character::isISOControl)
                ? Optional.of(UserMessage.of("launch.name.long", LONGEST_NAME))
                : Optional.empty();
    }

    @Override
    public void close() {
        catalogChanges.close();
    }
}
