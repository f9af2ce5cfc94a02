package gpudeck.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds what the patterns mean on the machine. The machine only lists names; patterns are matched
/// here, so nothing of them is ever run there.
final class RemoteSelection {

    private static final int LIMIT_BYTES = 256 << 20;
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern GLOB = Pattern.compile("[*?\\[{\\\\]");

    private final String remoteFolder;
    private final List<String> starts = new ArrayList<>();
    private final List<PathMatcher> matchers = new ArrayList<>();

    RemoteSelection(String remoteFolder, List<String> patterns) {
        this.remoteFolder = remoteFolder;
        for (var pattern : patterns) {
            var tidy = tidy(pattern);
            starts.add(start(tidy));
            var glob = tidy.isEmpty() ? "**" : tidy;
            matchers.add(matcher(glob));
            matchers.add(matcher(glob + "/**"));
            if (glob.contains("**/")) {
                matchers.add(matcher(glob.replace("**/", "")));
            }
        }
    }

    /// All files and links under where the patterns begin, and empty folders, each ended by a zero
    /// byte. What is not there is no error.
    String command() {
        var places = new StringBuilder();
        for (var start : new TreeSet<>(starts)) {
            var place = start.equals(".") ? "." : "./" + start;
            places.append(' ').append(RemoteShell.quote(place));
        }
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " || exit 0; for place in"
                + places
                + "; do [ -e \"$place\" ] || [ -L \"$place\" ] || continue;"
                + " find \"$place\" \\( -name .venv -o -name .git \\) -prune -o ! -type d -print0;"
                + " find \"$place\" \\( -name .venv -o -name .git \\) -prune"
                + " -o -type d -empty -print0; done";
    }

    /// The names that match, relative to the folder, sorted.
    List<String> through(RemoteExec exec) throws Exception {
        var running = exec.start();
        running.getOutputStream().close();
        var lastWords = exec.lastWords(running);
        var listed = new ByteArrayOutputStream();
        var buffer = new byte[64 * 1024];
        var in = running.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (listed.size() > LIMIT_BYTES) {
                throw new IOException("the machine lists too many files");
            }
            listed.write(buffer, 0, read);
        }
        exec.expect(running, lastWords, 0);
        var names = new TreeSet<String>();
        for (var name : listed.toString(StandardCharsets.UTF_8).split("\0", -1)) {
            var relative = name.startsWith("./") ? name.substring(2) : name;
            if (!relative.isEmpty() && !relative.equals(".") && matches(relative)) {
                names.add(relative);
            }
        }
        return List.copyOf(names);
    }

    private boolean matches(String name) {
        try {
            var path = Path.of(oneLine(name));
            return matchers.stream().anyMatch(m -> m.matches(path));
        } catch (InvalidPathException notANameHere) {
            return true; // the download refuses it, and says so
        }
    }

    private static PathMatcher matcher(String glob) {
        return FileSystems.getDefault().getPathMatcher("glob:" + oneLine(glob));
    }

    /// Java's globs stop at a line break, which a name may have.
    private static String oneLine(String name) {
        return LINE_BREAK.matcher(name).replaceAll("\uFFFC");
    }

    private static String tidy(String pattern) {
        var tidy = pattern.strip();
        while (tidy.startsWith("./")) {
            tidy = tidy.substring(2);
        }
        while (tidy.endsWith("/")) {
            tidy = tidy.substring(0, tidy.length() - 1);
        }
        return tidy.equals(".") ? "" : tidy;
    }

    /// The folders before the first wild card.
    private static String start(String pattern) {
        var wild = GLOB.matcher(pattern);
        if (!wild.find()) {
            return pattern.isEmpty() ? "." : pattern;
        }
        int end = pattern.lastIndexOf('/', wild.start());
        return end < 0 ? "." : pattern.substring(0, end);
    }
}
