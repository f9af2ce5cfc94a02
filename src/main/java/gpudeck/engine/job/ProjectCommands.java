package gpudeck.engine.job;

import gpudeck.domain.job.JobSpec.ScriptCall;
import gpudeck.ssh.RemoteShell;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the machine's shell is told to set a project up and to run it.
final class ProjectCommands {

    /// Where the project is on the machine.
    static final String FOLDER = "~/project";

    static final String INSTALL_UV = "curl -LsSf https://astral.sh/uv/install.sh | sh";

    /// A script's output is to come as it is written, and there is no terminal to make it so.
    private static final String IN_PROJECT =
            "cd "
                    + RemoteShell.quoteFolder(FOLDER)
                    + " && export PATH=\"$HOME/.local/bin:$PATH\" PYTHONUNBUFFERED=1 && ";

    private ProjectCommands() {}

    /// Ends with 0 if there is a uv.
    static String hasUv() {
        return "command -v uv >/dev/null 2>&1 || test -x \"$HOME/.local/bin/uv\"";
    }

    /// [#INSTALL_UV], but a download that fails is not taken for an empty installer.
    static String installUv() {
        return "installer=$(curl -LsSf https://astral.sh/uv/install.sh)"
                + " && printf '%s\\n' \"$installer\" | sh";
    }

    static String inProject(List<String> words) {
        return IN_PROJECT + "exec " + quoted(words);
    }

    static List<String> words(ScriptCall script, List<String> python) {
        var path = script.path().startsWith("-") ? "./" + script.path() : script.path();
        return Stream.of(python.stream(), Stream.of(path), script.arguments().stream())
                .flatMap(s -> s)
                .toList();
    }

    /// As a user would type it.
    static String quoted(List<String> words) {
        return words.stream().map(RemoteShell::quote).collect(Collectors.joining(" "));
    }
}
