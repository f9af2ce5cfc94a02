package gpudeck.bench.start;

/// The least that a Java program can do.
public final class Hello {

    private Hello() {}

    @SuppressWarnings("SystemOut") // that is all it does
    public static void main(String[] arguments) {
        System.out.println("Hello");
    }
}
