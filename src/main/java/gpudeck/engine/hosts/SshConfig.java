package gpudeck.engine.hosts;

import gpudeck.store.OwnerOnly;
import gpudeck.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// The instances as hosts of the system's `ssh`, for it and all that uses it. They are in a file of
/// our own; the user's gets one marked line that includes it, at its top, where no `Host` of theirs
/// is open. Whether that line is there is all that says whether this is on.
public final class SshConfig {

    private static final String BEGIN = "# >>> GPU Deck: its machines by name";
    private static final String END = "# <<< GPU Deck";

    /// The end of its last line may be missing.
    private static final Pattern BLOCK =
            Pattern.compile(
                    "(?m)^" + BEGIN + ".*\\R(?:(?!" + END + ").*\\R)*" + END + ".*(?:\\R|\\z)");

    private final Path own;
    private final Path users;

    /// @param own file of ours
    /// @param users `~/.ssh/config`
    public SshConfig(Path own, Path users) {
        this.own = own;
        this.users = users;
    }

    public Path own() {
        return own;
    }

    public Path users() {
        return users;
    }

    public boolean isOn() throws StoreException {
        return BLOCK.matcher(read(users)).find();
    }

    public void turnOn() throws StoreException {
        var block =
                BEGIN
                        + " (gpudeck ssh-config off)\nInclude "
                        + ShellWords.included(own)
                        + "\n"
                        + END
                        + "\n";
        var bytes = block.getBytes(StandardCharsets.UTF_8);
        replace(
                new String(bytes, StandardCharsets.ISO_8859_1)
                        + BLOCK.matcher(read(users)).replaceAll(""));
    }

    /// Takes away the line and the file that it includes.
    public void turnOff() throws StoreException {
        var before = read(users);
        var after = BLOCK.matcher(before).replaceAll("");
        if (!after.equals(before)) {
            replace(after);
        }
        try {
            Files.deleteIfExists(own);
        } catch (IOException e) {
            throw problem(own, e);
        }
    }

    /// The hosts that there are now; empty while this is off.
    public Optional<String> hosts() throws StoreException {
        return isOn() ? Optional.of(read(own)) : Optional.empty();
    }

    void write(String hosts) throws StoreException {
        try {
            if (!Files.exists(own) || !read(own).equals(hosts)) {
                OwnerOnly.replace(own, hosts);
            }
        } catch (IOException e) {
            throw problem(own, e);
        }
    }

    /// Byte for byte: nobody says in which encoding the user's file is.
    private static String read(Path file) throws StoreException {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw problem(file, e);
        }
    }

    /// As a whole, where a link leads to, with the permissions that it has.
    private void replace(String text) throws StoreException {
        try {
            var folder = users.toAbsolutePath().getParent();
            if (folder != null && !Files.exists(folder)) {
                OwnerOnly.createFolder(folder);
            }
            OwnerOnly.replaceKeeping(users, text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw problem(users, e);
        }
    }

    private static StoreException problem(Path file, IOException e) {
        return new StoreException(file, String.valueOf(e.getMessage()), e);
    }
}
