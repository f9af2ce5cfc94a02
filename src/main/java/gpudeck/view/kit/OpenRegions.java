package gpudeck.view.kit;

import gpudeck.domain.Messages;
import gpudeck.domain.cloud.Region;
import gpudeck.domain.cloud.TypeOffer;
import gpudeck.viewmodel.Shape;
import gpudeck.viewmodel.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;

/// The cell that says where a type can start now. Regions without room in the column are counted,
/// and named in the tooltip.
public final class OpenRegions extends Pane implements Columns.CellNode<TypeOffer> {

    private static final double GAP = 4;

    /// Room for the badge that counts the rest.
    private static final double COUNTER = 34;

    private final HBox soldOut;
    private final Badge more = new Badge("", Tone.SUCCESS);
    private final List<Badge> made = new ArrayList<>();
    private List<Badge> badges = List.of();

    public OpenRegions(Messages messages) {
        getStyleClass().add("open-regions");
        soldOut =
                new HBox(
                        new StatusShape(Shape.RING, Tone.MUTED),
                        Labels.quiet(messages.text("gpus.soldOut")));
        soldOut.getStyleClass().add("sold-out");
        setMinWidth(0);
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public void show(TypeOffer offer) {
        badges = badges(offer.openRegions());
        if (badges.isEmpty()) {
            arrange(List.of(soldOut));
            return;
        }
        more.setTooltip(
                new Tooltip(
                        offer.openRegions().stream()
                                .map(Region::name)
                                .collect(Collectors.joining("\n"))));
        var shown = new ArrayList<Node>(badges);
        shown.add(more);
        arrange(shown);
        requestLayout();
    }

    private void arrange(List<Node> shown) {
        if (!getChildren().equals(shown)) {
            getChildren().setAll(shown);
        }
    }

    /// Those that are there are used again: to style new ones takes long.
    private List<Badge> badges(List<Region> regions) {
        while (made.size() < regions.size()) {
            made.add(badge());
        }
        for (int i = 0; i < regions.size(); i++) {
            made.get(i).setText(regions.get(i).name());
        }
        return List.copyOf(made.subList(0, regions.size()));
    }

    @Override
    protected double computePrefWidth(double height) {
        return badges.isEmpty()
                ? soldOut.prefWidth(-1)
                : badges.stream().mapToDouble(badge -> badge.prefWidth(-1) + GAP).sum();
    }

    @Override
    protected double computePrefHeight(double width) {
        return getChildren().stream().mapToDouble(child -> child.prefHeight(-1)).max().orElse(0);
    }

    @Override
    protected void layoutChildren() {
        if (badges.isEmpty()) {
            soldOut.resizeRelocate(0, 0, soldOut.prefWidth(-1), getHeight());
            return;
        }
        int shown = fitting();
        more.setText("+" + (badges.size() - shown));
        more.setVisible(shown < badges.size());
        double x = 0;
        for (int i = 0; i < badges.size(); i++) {
            badges.get(i).setVisible(i < shown);
            x += i < shown ? place(badges.get(i), x) : 0;
        }
        place(more, x);
    }

    /// All, or as many as leave room for the counter; the first in any case.
    private int fitting() {
        if (computePrefWidth(-1) - GAP <= getWidth()) {
            return badges.size();
        }
        int shown = 0;
        double x = COUNTER;
        while (shown < badges.size() && x + badges.get(shown).prefWidth(-1) <= getWidth()) {
            x += badges.get(shown).prefWidth(-1) + GAP;
            shown++;
        }
        return Math.max(1, shown);
    }

    private double place(Badge badge, double x) {
        double width = badge.prefWidth(-1);
        double height = badge.prefHeight(-1);
        badge.resizeRelocate(x, (getHeight() - height) / 2, width, height);
        return width + GAP;
    }

    private static Badge badge() {
        return Badge.figure(new StatusShape(Shape.DISC, Tone.SUCCESS), "", Tone.SUCCESS);
    }
}
