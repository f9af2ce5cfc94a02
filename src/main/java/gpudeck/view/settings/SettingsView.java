package gpudeck.view.settings;

import gpudeck.domain.Messages;
import gpudeck.view.frame.Page;
import gpudeck.view.frame.ShortcutsTable;
import gpudeck.view.kit.Buttons;
import gpudeck.view.kit.Icons;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.MessageBanner;
import gpudeck.view.kit.SegmentedControl;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.custody.Abandoned;
import gpudeck.viewmodel.doctor.Cure;
import gpudeck.viewmodel.doctor.DoctorViewModel;
import gpudeck.viewmodel.settings.AccountViewModel;
import gpudeck.viewmodel.settings.Appearance;
import gpudeck.viewmodel.settings.SettingsViewModel;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The page of settings: its parts at the left, one of them beside.
public final class SettingsView extends BorderPane implements Page {

    private final SettingsViewModel model;
    private final AccountViewModel accountModel;
    private final DoctorViewModel doctorModel;
    private final SettingsActions actions;
    private final Messages messages;
    private final VBox list = new VBox();
    private final VBox place = new VBox();
    private final ToggleGroup group = new ToggleGroup();
    private final ToggleButton accountPart;
    private final ToggleButton keysPart;

    public SettingsView(
            SettingsViewModel model,
            AccountViewModel accountModel,
            DoctorViewModel doctorModel,
            SettingsActions actions,
            Messages messages) {
        this.model = model;
        this.accountModel = accountModel;
        this.doctorModel = doctorModel;
        this.actions = actions;
        this.messages = messages;
        getStyleClass().add("settings");
        list.getStyleClass().add("settings-list");
        place.getStyleClass().add("settings-place");
        list.getChildren().add(Labels.title(title()));
        var account = new AccountSection(accountModel, model.session(), messages).node();
        part(
                Feather.ACTIVITY,
                "settings.doctor",
                new DoctorSection(doctorModel, this::go, messages).node());
        accountPart = part(Feather.USER, "settings.account", account);
        keysPart = part(Feather.KEY, "settings.keys", new KeysSection(model, messages).node());
        part(Feather.MOON, "settings.appearance", appearance());
        part(Feather.SERVER, "settings.instances", instances());
        part(Feather.FOLDER, "settings.folders", folders());
        part(Feather.SLIDERS, "settings.shortcuts", shortcuts());
        part(
                Feather.INFO,
                "settings.about",
                AboutSection.node(model.session().version(), actions.openReleases(), messages));
        var scroll = new ScrollPane(place);
        scroll.setFitToWidth(true);
        setLeft(list);
        setCenter(scroll);
        group.getToggles().getFirst().setSelected(true);
    }

    @Override
    public String id() {
        return "settings";
    }

    @Override
    public String title() {
        return messages.text("settings.title");
    }

    @Override
    public Feather icon() {
        return Feather.SETTINGS;
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public List<Node> regions() {
        return List.of(list, place);
    }

    @Override
    public void opened() {
        model.readKeys();
        model.readSshConfig();
        accountModel.look();
        doctorModel.examineOnce();
    }

    private void go(Cure cure) {
        switch (cure) {
            case CHANGE_KEY -> accountPart.fire();
            case SSH_KEYS -> keysPart.fire();
            case LAMBDA_CONSOLE -> actions.openLambdaConsole();
            case OPEN_DATA_FOLDER -> actions.openFolder(model.dataFolder());
            case CHANGE_RESULTS_FOLDER -> changeResults();
        }
    }

    private ToggleButton part(Feather icon, String key, Node content) {
        var item = new ToggleButton(messages.text(key), Icons.of(icon));
        item.getStyleClass().setAll("navigation-item", "settings-item");
        item.setMaxWidth(Double.MAX_VALUE);
        item.setToggleGroup(group);
        item.setOnAction(_ -> item.setSelected(true));
        item.selectedProperty()
                .subscribe(selected -> {
                    if (selected) {
                        place.getChildren().setAll(saveProblem(), content);
                    }
                });
        list.getChildren().add(item);
        return item;
    }

    private Node saveProblem() {
        var banner = new MessageBanner(Feather.ALERT_TRIANGLE, Tone.WARNING);
        model.saveProblemProperty()
                .subscribe(problem -> {
                    banner.setVisible(problem.isPresent());
                    banner.setManaged(problem.isPresent());
                    banner.show("", problem.map(messages::text).orElse(""));
                });
        return banner;
    }

    private Node appearance() {
        var choice =
                new SegmentedControl<>(
                        List.of(Appearance.values()),
                        model.appearanceProperty().get(),
                        a -> messages.text("settings.appearance." + a.name()));
        choice.valueProperty().bindBidirectional(model.appearanceProperty());
        return new Section(text("settings.appearance"))
                .row(text("settings.theme"), text("settings.theme.text"), choice);
    }

    private Node instances() {
        var choice =
                new SegmentedControl<>(
                        List.of(Abandoned.values()),
                        model.abandonedProperty().get(),
                        a -> messages.text("settings.abandoned." + a.name()));
        choice.setId("settings-abandoned");
        choice.valueProperty().bindBidirectional(model.abandonedProperty());
        var hosts =
                new SegmentedControl<>(
                        List.of(false, true),
                        model.sshConfigProperty().get(),
                        on -> messages.text("settings.sshConfig." + (on ? "on" : "off")));
        hosts.setId("settings-ssh-config");
        hosts.valueProperty().bindBidirectional(model.sshConfigProperty());
        return new Section(text("settings.instances"))
                .row(text("settings.abandoned"), text("settings.abandoned.text"), choice)
                .row(text("settings.sshConfig"), text("settings.sshConfig.text"), hosts);
    }

    private Node folders() {
        var results = Labels.help("");
        results.textProperty().bind(model.resultsFolderProperty().map(Object::toString));
        return new Section(text("settings.folders"))
                .row(
                        text("settings.results"),
                        results,
                        Buttons.plain(text("settings.change"), this::changeResults),
                        Buttons.plain(
                                text("settings.open"),
                                () -> actions.openFolder(model.resultsFolderProperty().get())))
                .row(
                        text("settings.data"),
                        model.dataFolder().toString(),
                        Buttons.plain(
                                text("settings.open"),
                                () -> actions.openFolder(model.dataFolder())));
    }

    private void changeResults() {
        actions.chooseFolder(model.resultsFolderProperty().get())
                .ifPresent(model.resultsFolderProperty()::set);
    }

    private Node shortcuts() {
        return new Section(text("settings.shortcuts")).node(new ShortcutsTable(messages));
    }

    private String text(String key) {
        return messages.text(key);
    }
}
