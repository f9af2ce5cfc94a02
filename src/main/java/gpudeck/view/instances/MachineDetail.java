package gpudeck.view.instances;

import gpudeck.domain.Messages;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Copied;
import gpudeck.view.kit.Facts;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.RichText;
import gpudeck.viewmodel.instances.Advice;
import gpudeck.viewmodel.instances.Detail;
import gpudeck.viewmodel.instances.InstancesViewModel;
import gpudeck.viewmodel.instances.Selection;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The selected machines under the table: what can be done, what they are, what they cost.
final class MachineDetail extends BorderPane {

    private final InstancesViewModel model;
    private final Messages messages;
    private final ActionBar bar;
    private final VBox machine = section("machine");
    private final VBox advice = section("advice");
    private final VBox money = section("money");
    private final Label amount = Labels.money("");
    private final Label amountWords = Labels.help("");
    private final RichText rate = new RichText("", "");
    private final LeasePart lease;
    private List<Detail> shown = List.of();
    private Optional<Advice> advised = Optional.empty();

    MachineDetail(InstancesViewModel model, InstanceCommands commands, Messages messages) {
        this.model = model;
        this.messages = messages;
        bar = new ActionBar(commands, messages);
        lease = new LeasePart(messages);
        getStyleClass().addAll("detail-panel", "machine-detail");
        HBox.setHgrow(advice, Priority.ALWAYS);
        advice.setVisible(false);
        advice.setMaxWidth(Double.MAX_VALUE);
        machine.setMinWidth(USE_PREF_SIZE);
        var sum = new HBox(amount, amountWords);
        sum.getStyleClass().add("amount");
        money.getChildren()
                .addAll(Labels.strong(messages.text("instances.money")), sum, rate, lease);
        var scroll = new ScrollPane(new HBox(machine, advice, money));
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(bar);
        setCenter(scroll);
    }

    private static VBox section(String name) {
        var section = new VBox();
        section.getStyleClass().addAll("panel", name);
        return section;
    }

    /// Every second: only what ticks is set anew, the rest when it changed.
    void show(Selection chosen) {
        bar.show(chosen);
        showMoney(chosen);
        showAdvice(chosen.only().flatMap(model::advice));
        var now = chosen.machines().stream().map(model::detail).toList();
        if (!now.equals(shown)) {
            shown = now;
            if (now.size() == 1) {
                showOne(now.getFirst());
            } else {
                showSeveral(chosen);
            }
        }
    }

    private void showMoney(Selection chosen) {
        amount.setText(chosen.soFarWords());
        amountWords.setText(
                chosen.only()
                        .map(m -> messages.text("instances.money.in", m.age()))
                        .orElseGet(() ->
                                messages.text("instances.several", chosen.machines().size())));
        rate.show("", messages.text(chosen.moneyWords()));
        chosen.only()
                .flatMap(machine -> model.detail(machine).lease())
                .ifPresentOrElse(
                        facts -> lease.show(facts, chosen.machines().getFirst().lease()),
                        lease::hide);
    }

    private void showOne(Detail detail) {
        machine.getChildren()
                .setAll(Labels.strong(messages.text("instances.machine")), facts(detail));
    }

    private void showSeveral(Selection chosen) {
        var names = new Facts(1);
        chosen.machines().forEach(m -> names.add(m.name(), Labels.body(m.typeWords())));
        machine.getChildren()
                .setAll(
                        Labels.strong(messages.text("instances.several", chosen.machines().size())),
                        names);
    }

    private void showAdvice(Optional<Advice> now) {
        if (now.equals(advised)) {
            return;
        }
        advised = now;
        advice.setVisible(now.isPresent());
        advice.getChildren().clear();
        now.ifPresent(a -> {
            advice.getChildren().add(Labels.strong(messages.text(a.title())));
            a.sentences()
                    .forEach(s -> advice.getChildren().add(new RichText("", messages.text(s))));
        });
    }

    private Node facts(Detail detail) {
        var facts =
                new Facts(2)
                        .add(text("type"), Labels.body(detail.type()))
                        .add(text("id"), copyable(detail.id(), "instances.copyId"))
                        .add(text("region"), Labels.body(detail.region()))
                        .add(text("keys"), joined(detail.keys()))
                        .add(text("ip"), copyable(detail.ip(), "instances.copyIp"))
                        .add(text("files"), joined(detail.files()))
                        .add(text(detail.mine() ? "launched" : "seen"), figure(detail.since()))
                        .add(text("jupyter"), Labels.quiet(jupyter(detail)));
        detail.lease()
                .ifPresent(lease ->
                        facts.add(text("held"), Labels.body(messages.text(lease.keeper()))));
        if (detail.hostKey().isPresent()) {
            facts.add(text("hostKey"), copyable(detail.hostKey(), "instances.copyHostKey"));
        }
        detail.hostKeyTrust()
                .ifPresent(why -> facts.add(text("hostKeyWhy"), Labels.body(messages.text(why))));
        detail.job().ifPresent(name -> facts.add(text("job"), Labels.body(name)));
        return facts;
    }

    private String jupyter(Detail detail) {
        return messages.text(detail.hasJupyter() ? "instances.jupyter.hidden" : "instances.none");
    }

    private static Label figure(String words) {
        return Labels.figure(words);
    }

    private Label joined(List<String> names) {
        return names.isEmpty()
                ? Labels.quiet(messages.text("instances.none"))
                : Labels.ellipsis(Labels.body(String.join(", ", names)));
    }

    private Node copyable(Optional<String> value, String tooltip) {
        if (value.isEmpty()) {
            return Labels.quiet(messages.text("instances.none"));
        }
        var copy =
                Buttons.small(
                        Buttons.icon(
                                Feather.COPY,
                                messages.text(tooltip),
                                () -> Copied.text(value.get())));
        copy.getStyleClass().add("flat");
        var row = new HBox(Labels.ellipsis(Labels.figure(value.get())), copy);
        row.getStyleClass().add("copyable");
        return row;
    }

    private String text(String fact) {
        return messages.text("instances.fact." + fact);
    }
}
