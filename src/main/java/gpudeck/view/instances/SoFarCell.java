package gpudeck.view.instances;

import gpudeck.view.kit.Columns;
import gpudeck.view.kit.Labels;
import gpudeck.view.kit.Tones;
import gpudeck.viewmodel.Tone;
import gpudeck.viewmodel.instances.MachineFacts;
import javafx.scene.Node;
import javafx.scene.control.Label;

/// What a machine cost so far; a lower bound is danger's colour: nobody counts it.
final class SoFarCell implements Columns.CellNode<MachineFacts> {

    private final Label label = Labels.figure("");

    @Override
    public Node node() {
        return label;
    }

    @Override
    public void show(MachineFacts machine) {
        label.setText(machine.soFarWords());
        Tones.set(label, machine.isAtLeast() && !machine.isEnded() ? Tone.DANGER : Tone.PLAIN);
    }
}
