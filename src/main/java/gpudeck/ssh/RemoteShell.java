package gpudeck.ssh;

/// Text as the remote shell must see it.
public final class RemoteShell {

    private RemoteShell() {}

    /// One word for a POSIX shell, whatever is in it.
    public static String quote(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    /// A folder; a leading `~/` stays the home folder, all else is taken to the letter.
    public static String quoteFolder(String folder) {
        if (folder.equals("~")) {
            return "\"$HOME\"";
        }
        return folder.startsWith("~/")
                ? "\"$HOME\"/" + quote(folder.substring(2))
                : quote(folder.startsWith("-") ? "./" + folder : folder);
    }
}
