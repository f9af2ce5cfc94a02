package gpudeck.ssh;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Names of files as a machine has them: bytes, mostly UTF-8. A byte that is not becomes a lone
/// surrogate, U+DC80 to U+DCFF, so that every name can be told from the others and asked for again.
public final class RemoteName {

    private static final int FIRST = 0xDC00;
    private static final int LAST = 0xDCFF;
    private static final int BYTE = 0xFF;

    /// What the JDK puts for a byte that is no text.
    private static final char REPLACED = '\uFFFD';

    private RemoteName() {}

    public static String decode(byte[] bytes) {
        var utf8 = new String(bytes, StandardCharsets.UTF_8);
        return utf8.indexOf(REPLACED) < 0 ? utf8 : decodeOdd(bytes);
    }

    private static String decodeOdd(byte[] bytes) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (FIRST + (in.get() & BYTE)));
            }
            decoder.reset();
        }
    }

    public static byte[] encode(String name) {
        return name.chars().noneMatch(RemoteName::isByte)
                ? name.getBytes(StandardCharsets.UTF_8)
                : encodeOdd(name);
    }

    private static byte[] encodeOdd(String name) {
        var out = new ByteArrayOutputStream(name.length() + 8);
        name.codePoints()
                .forEach(c -> {
                    if (isByte(c)) {
                        out.write(c & BYTE);
                    } else {
                        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                    }
                });
        return out.toByteArray();
    }

    /// For people: bytes that are no text as `%FF`.
    public static String readable(String name) {
        var out = new StringBuilder(name.length());
        name.codePoints()
                .forEach(c -> {
                    if (isByte(c)) {
                        out.append(String.format(Locale.ROOT, "%%%02X", c & BYTE));
                    } else {
                        out.appendCodePoint(c);
                    }
                });
        return out.toString();
    }

    private static boolean isByte(int codePoint) {
        return codePoint >= FIRST && codePoint <= LAST;
    }
}
