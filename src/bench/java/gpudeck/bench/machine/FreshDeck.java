package gpudeck.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// GPU Deck in a Java of its own, which never sent anything: it has looked at the project and
/// warmed up, as it does while a machine boots, and waits for a word to connect and send.
public final class FreshDeck implements AutoCloseable {

    private static final String READY = "ready";
    private static final String SENT = "sent";
    private static final long SETTLED_MILLIS = 500;

    private final Process process;
    private final BufferedReader said;

    /// Returns once it is ready.
    public static FreshDeck begin(LocalMachine machine, int port, Path project) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dbench."))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        FreshDeck.class.getName(),
                        String.valueOf(port),
                        LocalMachine.user(),
                        machine.privateKey().toString(),
                        machine.publicKey(),
                        machine.hostKey(),
                        project.toString()));
        return new FreshDeck(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    private FreshDeck(Process process) throws IOException {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        await(READY);
    }

    public void send() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await(SENT);
    }

    private void await(String word) throws IOException {
        var line = said.readLine();
        if (!word.equals(line)) {
            process.destroy();
            throw new IOException("the fresh program said " + line);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    public static void main(String[] args) throws Exception {
        var project = Path.of(args[5]);
        var deck = Deck.to(Integer.parseInt(args[0]), args[1], Path.of(args[2]), args[3], args[4]);
        Deck.look(project);
        deck.warmUp();
        awaitCompiler();
        System.out.println(READY);
        if (System.in.read() >= 0) {
            deck.send(project);
            System.out.println(SENT);
        }
    }

    /// A machine boots for minutes: what the warm-up had compiled is compiled by then.
    private static void awaitCompiler() throws InterruptedException {
        var compiler = ManagementFactory.getCompilationMXBean();
        for (long before = -1, now = 0; now != before; ) {
            before = compiler.getTotalCompilationTime();
            Thread.sleep(SETTLED_MILLIS);
            now = compiler.getTotalCompilationTime();
        }
    }
}
