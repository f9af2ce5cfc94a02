package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.MessageBanner;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.InheritanceViewModel;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.instances.Strangers;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The messages over the table: an old list, machines nobody watches, what did not work.
final class InstanceBanners extends VBox {

    private final InstancesViewModel model;
    private final InheritanceViewModel inheritance;
    private final Messages messages;

    InstanceBanners(
            InstancesViewModel model,
            InheritanceViewModel inheritance,
            InstanceCommands commands,
            Runnable readNow,
            Messages messages) {
        this.model = model;
        this.inheritance = inheritance;
        this.messages = messages;
        getStyleClass().add("banners");
        getChildren().addAll(stale(readNow), inherited(commands), strangers(commands), problem());
        managedProperty().bind(visibleProperty());
        getChildren().forEach(node -> node.visibleProperty().subscribe(_ -> fit()));
    }

    private void fit() {
        setVisible(getChildren().stream().anyMatch(node -> node.isVisible()));
    }

    private MessageBanner stale(Runnable readNow) {
        var again = Buttons.small(Buttons.plain(messages.text("instances.stale.again"), readNow));
        var banner = new MessageBanner(Feather.WIFI_OFF, Tone.WARNING, again);
        banner.setId("stale");
        follow(
                banner,
                model.staleProperty(),
                (b, now) -> b.show(messages.text(now.lead()), messages.text(now.text())));
        return banner;
    }

    private MessageBanner inherited(InstanceCommands commands) {
        var keep = Buttons.small(Buttons.plain(messages.text("custody.keep"), inheritance::keep));
        keep.setId("inherited-keep");
        var terminate =
                Buttons.small(
                        Buttons.danger(
                                Feather.POWER,
                                "",
                                () ->
                                        commands.ask(
                                                inheritance.endingQuestion(), inheritance::end)));
        terminate.setId("inherited-terminate");
        var banner = new MessageBanner(Feather.ALERT_TRIANGLE, Tone.WARNING, keep, terminate);
        banner.setId("inherited");
        follow(
                banner,
                inheritance.inheritedProperty(),
                (b, now) -> {
                    var problem = now.problem().map(p -> " " + messages.text(p)).orElse("");
                    b.show(messages.text(now.lead()), messages.text(now.text()) + problem);
                    terminate.setText(messages.text("custody.terminate", now.ids().size()));
                });
        return banner;
    }

    private MessageBanner strangers(InstanceCommands commands) {
        var known =
                Buttons.small(
                        Buttons.flat(
                                messages.text("instances.strangers.known", 1),
                                model::strangersAreKnown));
        var show =
                Buttons.small(
                        Buttons.plain(
                                messages.text("instances.strangers.show"), model::showStrangers));
        var terminate =
                Buttons.small(
                        Buttons.danger(
                                Feather.POWER,
                                messages.text("instances.terminate"),
                                () -> {
                                    model.showStrangers();
                                    commands.terminate();
                                }));
        var banner = new MessageBanner(Feather.ALERT_OCTAGON, Tone.DANGER, known, show, terminate);
        banner.setId("strangers");
        follow(
                banner,
                model.strangersProperty(),
                (b, now) -> {
                    b.show(messages.text(now.lead()), messages.text(now.text()));
                    known.setText(messages.text("instances.strangers.known", now.ids().size()));
                    offer(show, terminate, now);
                });
        return banner;
    }

    /// What is not the user's own is ended one by one.
    private static void offer(Button show, Button terminate, Strangers now) {
        boolean one = now.ids().size() == 1;
        show.setVisible(!one);
        show.setManaged(!one);
        terminate.setVisible(one);
        terminate.setManaged(one);
    }

    private MessageBanner problem() {
        var dismiss =
                Buttons.small(
                        Buttons.icon(
                                Feather.X,
                                messages.text("instances.dismiss"),
                                model::dismissProblem));
        dismiss.getStyleClass().add("flat");
        var banner = new MessageBanner(Feather.X_CIRCLE, Tone.DANGER, dismiss);
        banner.setId("problem");
        follow(
                banner,
                model.problemProperty(),
                (b, now) -> b.show(messages.text(now.lead()), messages.text(now.text())));
        return banner;
    }

    private static <T> void follow(
            MessageBanner banner,
            ObservableValue<Optional<T>> value,
            BiConsumer<MessageBanner, T> show) {
        banner.managedProperty().bind(banner.visibleProperty());
        value.subscribe(now -> {
            banner.setVisible(now.isPresent());
            now.ifPresent(v -> show.accept(banner, v));
        });
    }
}
