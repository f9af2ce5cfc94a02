package gpudeck.cli;

import gpudeck.engine.Engine;
import gpudeck.engine.doctor.Doctor;
import gpudeck.store.Settings;
import java.io.IOException;
import java.nio.file.Path;

/// An engine for as long as one command runs.
public interface Session extends AutoCloseable {

    Engine engine();

    Settings settings();

    /// Looks at all that a job needs.
    Doctor doctor();

    /// Where runs bring their results unless the user says otherwise.
    Path results();

    /// A folder with the example project, made if it is not there.
    Path exampleProject() throws IOException;

    /// Stops what goes on in the background; the journal keeps what is not done yet. Ends the
    /// simulator, if it is a demo.
    @Override
    void close();
}
