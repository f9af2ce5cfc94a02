package gpudeck.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/// The shell that a command was started from.
public interface Terminal {

    /// Takes bytes as they are.
    PrintStream out();

    PrintStream err();

    /// Whether a person looks at [#err], so that a line may be drawn over.
    boolean isWatched();

    /// Asks for the passphrase of a locked key; empty if there is nobody to ask, or no answer.
    Optional<String> askPassphrase(String keyFile) throws InterruptedException;

    /// Asks for the API key without showing it, or reads a line of standard input if that is not a
    /// terminal; empty if there is nobody to ask, or no answer.
    Optional<String> askApiKey() throws InterruptedException;

    /// Asks a question that takes yes or no; no if there is nobody to ask.
    boolean confirm(String question) throws InterruptedException;

    /// A variable of the environment.
    Optional<String> variable(String name);

    /// Hands the terminal over to another program, and waits for it.
    ///
    /// @return its exit status
    int handOver(List<String> command) throws IOException, InterruptedException;
}
