package gpudeck.app;

/// Starts the window, or a command.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        org.slf4j.LoggerFactory.getLogger(Main.class)
                .info("started with {}", String.join(" ", arguments));
    }
}
