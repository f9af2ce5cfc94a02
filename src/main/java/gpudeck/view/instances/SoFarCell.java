package gpudeck.view.instances;

import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.MachineFacts;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// What a machine cost so far; a lower bound is danger's colour: nobody counts it.
final class SoFarCell implements Columns.CellNode<SoFarCell.Shown> {

    /// What of a machine it shows.
    record Shown(String words, Tone tone) {
        static Shown of(MachineFacts machine) {
            boolean uncounted = machine.isAtLeast() && !machine.isEnded();
            return new Shown(machine.soFarWords(), uncounted ? Tone.DANGER : Tone.PLAIN);
        }
    }

    private final Label label = Labels.figure("");

    @Override
    public Node node() {
        return label;
    }

    @Override
    public void show(Shown machine) {
        label.setText(machine.words());
        Tones.set(label, machine.tone());
    }
}
