package gpudeck.engine;

import gpudeck.store.Setting;
import java.util.List;

/// The one way to start another program: it does not get the API key, which is in the environment
/// of this one if the user set it there.
public final class ChildProcess {

    private ChildProcess() {}

    public static ProcessBuilder of(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().remove(Setting.API_KEY.key());
        return builder;
    }
}
