package gpudeck.view.custody;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.MessageBanner;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.LeaseNotice;
import gpudeck.viewmodel.custody.LeaseNotices;
import java.util.HashMap;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the window says of leases, over every page. Takes no focus by itself.
public final class LeaseNoticeBars extends VBox {

    private final LeaseNotices model;
    private final Messages messages;
    private final Map<LeaseNotice, Node> bars = new HashMap<>();

    public LeaseNoticeBars(LeaseNotices model, Messages messages) {
        this.model = model;
        this.messages = messages;
        getStyleClass().add("lease-notices");
        managedProperty().bind(visibleProperty());
        model.notices().addListener((ListChangeListener<LeaseNotice>) _ -> show());
        show();
    }

    private void show() {
        bars.keySet().retainAll(model.notices());
        getChildren()
                .setAll(
                        model.notices().stream()
                                .map(n -> bars.computeIfAbsent(n, this::bar))
                                .toList());
        setVisible(!getChildren().isEmpty());
    }

    private Node bar(LeaseNotice notice) {
        var extend = Buttons.small(Buttons.plain(Feather.PLUS, "", () -> model.extend(notice)));
        extend.setId("notice-extend");
        extend.managedProperty().bind(extend.visibleProperty());
        var dismiss =
                Buttons.small(
                        Buttons.icon(
                                Feather.X,
                                messages.text("instances.dismiss"),
                                () -> model.dismiss(notice)));
        dismiss.getStyleClass().add("flat");
        dismiss.setId("notice-dismiss");
        var banner = new MessageBanner(Feather.CLOCK, Tone.WARNING, extend, dismiss);
        notice.shownProperty()
                .subscribe(now -> {
                    Tones.set(banner, now.tone());
                    banner.show("", messages.text(now.text()));
                    extend.setVisible(now.extend().isPresent());
                    extend.setText(
                            now.extend().map(p -> messages.text("lease.extend", p)).orElse(""));
                });
        return banner;
    }
}
