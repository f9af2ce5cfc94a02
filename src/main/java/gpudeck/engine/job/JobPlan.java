package gpudeck.engine.job;

import gpudeck.domain.job.JobSpec;
import gpudeck.domain.job.JobSpec.OnScriptFailure;
import gpudeck.domain.job.JobSpec.Variable;
import gpudeck.ssh.run.RunPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What the machine does once the project is there: all of it, so that it goes on without us.
final class JobPlan {

    private JobPlan() {}

    /// @param asksTorch whether PyTorch has to see a GPU before anything is run with it
    static RunPlan of(JobSpec spec, SetUpPlan setUp, boolean asksTorch) {
        var commands = new ArrayList<RunPlan.Command>();
        if (!setUp.needsNothing()) {
            commands.add(
                    new RunPlan.Command(
                            RunLabel.setUp(ProjectCommands.INSTALL_UV).text(),
                            ProjectCommands.installUv(),
                            ProjectCommands.hasUv(),
                            true));
        }
        for (var words : setUp.commands()) {
            commands.add(command(RunLabel.setUp(ProjectCommands.quoted(words)), words, true));
        }
        if (asksTorch && !setUp.needsNothing()) {
            var words = TorchQuestion.words(setUp.python());
            commands.add(command(RunLabel.setUp(ProjectCommands.quoted(words)), words, true));
        }
        boolean required = spec.onScriptFailure() == OnScriptFailure.STOP;
        int number = 0;
        for (var script : spec.scripts()) {
            number++;
            var words = ProjectCommands.words(script, setUp.python());
            var label = new RunLabel(number, ProjectCommands.quoted(words));
            commands.add(command(label, words, required));
        }
        return new RunPlan(variables(spec), commands);
    }

    private static RunPlan.Command command(RunLabel label, List<String> words, boolean required) {
        return new RunPlan.Command(label.text(), ProjectCommands.inProject(words), "", required);
    }

    /// The last one of a name counts.
    private static Map<String, String> variables(JobSpec spec) {
        return spec.variables().stream()
                .collect(Collectors.toMap(Variable::name, Variable::value, (_, last) -> last));
    }
}
