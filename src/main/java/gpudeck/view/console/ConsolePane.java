package gpudeck.view.console;

import gpudeck.viewmodel.console.ConsoleLine;
import gpudeck.viewmodel.console.ConsolePosition;
import gpudeck.viewmodel.console.ConsoleSearch;
import gpudeck.viewmodel.console.ConsoleSelection;
import gpudeck.viewmodel.console.ConsoleSight;
import gpudeck.viewmodel.console.ConsoleViewModel;
import gpudeck.viewmodel.console.LineRing;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// The lines of a console that are in sight, as many nodes as fit, and two scroll bars. It reads
/// the ring only in [#refresh].
final class ConsolePane extends Region {

    /// As in console.css. The font's advance is 0.6 em: 7 whole pixels, so that the blocks of a
    /// progress bar join.
    private static final double FONT_SIZE = 11.667;

    private static final double BAR = 10;

    private final ConsoleViewModel model;
    private final ZoneId zone;
    private final double cell;
    private final Pane area = new Pane();
    private final ScrollBar vertical = new ScrollBar();
    private final ScrollBar horizontal = new ScrollBar();
    private final List<ConsoleRow> rows = new ArrayList<>();
    private ConsoleSelection selection = ConsoleSelection.at(new ConsolePosition(0, 0));
    private ConsoleSight sight;
    private ConsoleSearch search;
    private long top;
    private int widest;
    private long drawnVersion = -1;
    private boolean refreshing;

    ConsolePane(ConsoleViewModel model, ZoneId zone) {
        this.model = model;
        this.zone = zone;
        this.cell = cellWidth();
        this.sight = new ConsoleSight(model.ring());
        this.search = new ConsoleSearch(model.ring());
        getStyleClass().add("console-pane");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT_AREA);
        vertical.setOrientation(Orientation.VERTICAL);
        vertical.setFocusTraversable(false);
        vertical.valueProperty().addListener(_ -> verticalMoved());
        horizontal.setFocusTraversable(false);
        horizontal.valueProperty().addListener(_ -> refresh());
        var clip = new Rectangle();
        clip.widthProperty().bind(area.widthProperty());
        clip.heightProperty().bind(area.heightProperty());
        area.setClip(clip);
        area.setOnScroll(event -> {
            if (event.getDeltaX() != 0) {
                horizontal.setValue(bounded(horizontal, -event.getDeltaX()));
            }
            if (event.getDeltaY() != 0) {
                scroll(event.getDeltaY() > 0 ? -3 : 3);
            }
            event.consume();
        });
        getChildren().addAll(area, vertical, horizontal);
    }

    private static double cellWidth() {
        var probe = new Text("0".repeat(100));
        probe.setFont(Font.font("JetBrains Mono", FONT_SIZE));
        return probe.getLayoutBounds().getWidth() / 100;
    }

    Pane area() {
        return area;
    }

    LineRing ring() {
        return sight.ring();
    }

    ConsoleSight sight() {
        return sight;
    }

    ConsoleSearch search() {
        return search;
    }

    ConsoleSelection selection() {
        return selection;
    }

    void select(ConsoleSelection now) {
        selection = now;
        refresh();
    }

    /// Another ring is shown: what belonged to the old one is forgotten.
    void changeRing(String query) {
        selection = ConsoleSelection.at(new ConsolePosition(0, 0));
        sight = new ConsoleSight(model.ring());
        search = new ConsoleSearch(model.ring());
        search.begin(query);
        widest = 0;
        top = 0;
        drawnVersion = -1;
        horizontal.setValue(0);
        refresh();
    }

    /// Whole rows that fit.
    int page() {
        return Math.max(1, (int) (area.getHeight() / ConsoleRow.HEIGHT));
    }

    long top() {
        return top;
    }

    /// What the ring's version was when it was drawn last.
    long drawnVersion() {
        return drawnVersion;
    }

    /// Moves by this many lines; upwards it stops following.
    void scroll(long lines) {
        scrollTo(top + lines);
    }

    void scrollTo(long line) {
        if (line < top) {
            model.followProperty().set(false);
        }
        top = line;
        refresh();
    }

    /// Brings a place into sight, a third from the top if it was out of it.
    void reveal(ConsolePosition place) {
        if (place.line() < top || place.line() >= top + page()) {
            model.followProperty().set(false);
            top = place.line() - page() / 3;
        }
        double x = place.column() * cell;
        double room = textWidth() - (search.length() + 1) * cell;
        boolean hidden = x < horizontal.getValue() || x > horizontal.getValue() + room;
        if (hidden && room > 0) {
            horizontal.setValue(Math.clamp(x - room / 2, 0, horizontal.getMax()));
        }
        refresh();
    }

    /// The place under a point of the area, beyond the edges too.
    ConsolePosition at(double x, double y) {
        long line = top + (long) Math.floor(y / ConsoleRow.HEIGHT);
        double within = x - ConsoleRow.textStart(cell) + horizontal.getValue();
        return new ConsolePosition(Math.max(0, line), (int) Math.max(0, Math.round(within / cell)));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - BAR;
        double head = snappedTopInset();
        double height = getHeight() - BAR - head;
        area.resizeRelocate(0, head, width, height);
        vertical.resizeRelocate(width, 0, BAR, height + head);
        horizontal.resizeRelocate(0, height + head, width, BAR);
        refresh();
    }

    /// Draws what is in sight now.
    void refresh() {
        if (refreshing || area.getHeight() <= 0) {
            return;
        }
        refreshing = true;
        try {
            int wanted = (int) Math.ceil(area.getHeight() / ConsoleRow.HEIGHT);
            var ends = ring().read(Long.MAX_VALUE, 0);
            long last = Math.max(ends.first(), ends.end() - page());
            var view =
                    sight.look(model.followProperty().get() ? last : Math.min(top, last), wanted);
            top = view.from();
            makeRows(wanted);
            draw(view);
            setBars(view);
            drawnVersion = view.version();
        } finally {
            refreshing = false;
        }
    }

    private void makeRows(int wanted) {
        while (rows.size() < wanted) {
            var row = new ConsoleRow(cell, zone);
            row.setLayoutY(rows.size() * ConsoleRow.HEIGHT);
            row.prefWidthProperty().bind(area.widthProperty());
            rows.add(row);
            area.getChildren().add(row);
        }
        while (rows.size() > wanted) {
            area.getChildren().remove(rows.removeLast());
        }
    }

    private void draw(LineRing.View view) {
        var lines = view.lines();
        var part = ConsolePart.of(horizontal.getValue(), textWidth(), cell);
        for (int i = 0; i < rows.size(); i++) {
            if (i < lines.size()) {
                var line = lines.get(i);
                widest = Math.max(widest, line.text().length());
                var marks = marks(line, view.from() + i, part);
                rows.get(i).show(line, marks, part, horizontal.getValue());
            } else {
                rows.get(i).clear();
            }
        }
    }

    private ConsoleRow.Marks marks(ConsoleLine line, long number, ConsolePart part) {
        int length = line.text().length();
        boolean none = selection.isEmpty();
        return new ConsoleRow.Marks(
                none ? 0 : selection.from(number, length),
                none ? 0 : selection.until(number, length),
                search.columns(line.text(), part.from(), part.to()),
                search.length(),
                search.current()
                        .filter(c -> c.line() == number)
                        .map(ConsolePosition::column)
                        .orElse(-1));
    }

    private void setBars(LineRing.View view) {
        long total = view.end() - view.first();
        range(vertical, (double) Math.max(0, total - page()), page(), (double) total);
        vertical.setValue(Math.clamp((double) (top - view.first()), 0, vertical.getMax()));
        double text = (widest + 1) * cell;
        double room = textWidth();
        range(horizontal, Math.max(0, text - room), room, text);
        horizontal.setUnitIncrement(4 * cell);
    }

    private double textWidth() {
        return Math.max(cell, area.getWidth() - ConsoleRow.textStart(cell));
    }

    private static void range(ScrollBar bar, double max, double visible, double all) {
        bar.setMax(max);
        bar.setVisibleAmount(all == 0 ? max : max * Math.min(1, visible / all));
        bar.setVisible(max > 0);
    }

    private static double bounded(ScrollBar bar, double by) {
        return Math.clamp(bar.getValue() + by, 0, bar.getMax());
    }

    private void verticalMoved() {
        if (!refreshing) {
            scrollTo(ring().read(0, 0).first() + Math.round(vertical.getValue()));
        }
    }
}
