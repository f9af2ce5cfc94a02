package gpudeck.ssh;

import gpudeck.domain.SshError;
import gpudeck.domain.SshException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Brings named files as one tar stream. The machine is not trusted: what it sends must be what was
/// asked for, and [SafeFolder] decides what may be written.
final class TarDownload {

    private static final int BUFFER_BYTES = 256 * 1024;

    /// GNU tar's "some files changed while they were read"; their bytes came nevertheless.
    private static final int CHANGED = 1;

    private final String remoteFolder;
    private final List<String> names;
    private final Set<String> missing;
    private final Path localFolder;
    private final TransferProgress progress;
    private int files;
    private long bytes;

    TarDownload(
            String remoteFolder, List<String> names, Path localFolder, TransferProgress progress) {
        this.remoteFolder = remoteFolder;
        this.names = names;
        this.missing = new HashSet<>(names);
        this.localFolder = localFolder;
        this.progress = progress;
    }

    /// Names come on stdin, ended by zero bytes: none is ever read by a shell.
    String command() {
        return "cd "
                + RemoteShell.quoteFolder(remoteFolder)
                + " && tar -c -f - --no-recursion --null -T -";
    }

    List<Path> through(RemoteExec exec) throws Exception {
        var running = exec.start();
        var lastWords = exec.lastWords(running);
        var asking =
                RemoteExec.inBackground(() -> {
                    var out = new BufferedOutputStream(running.getOutputStream());
                    for (var name : names) {
                        out.write(("./" + name + "\0").getBytes(StandardCharsets.UTF_8));
                    }
                    RemoteExec.finish(out);
                    return names.size();
                });
        var folder = new SafeFolder(localFolder);
        var in = new BufferedInputStream(running.getInputStream(), BUFFER_BYTES);
        try {
            extract(new TarArchiveInputStream(in, "UTF-8"), folder);
        } catch (SshException | LocalFileException e) {
            exec.abandon();
            throw e;
        }
        RemoteExec.await(asking);
        exec.expect(running, lastWords, 0, CHANGED);
        if (!missing.isEmpty()) {
            throw new IOException("the machine did not send " + missing.iterator().next());
        }
        return folder.written();
    }

    private void extract(TarArchiveInputStream tar, SafeFolder folder) throws Exception {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var name = asked(entry);
            if (entry.isDirectory()) {
                folder.folder(name);
            } else if (entry.isSymbolicLink()) {
                folder.symlink(name, entry.getLinkName());
            } else if (entry.isLink()) {
                folder.copyOf(name, relative(entry.getLinkName()));
            } else if (entry.isFile() && !entry.isSparse()) {
                folder.file(name, tar, entry, this::counted);
            } else {
                throw unsafe(name, "it is neither a file, a folder nor a link");
            }
            files++;
            report();
        }
        folder.finish();
    }

    private String asked(TarArchiveEntry entry) throws SshException {
        var name = relative(entry.getName());
        if (!missing.remove(name)) {
            throw unsafe(entry.getName(), "it was not asked for");
        }
        return name;
    }

    private static String relative(String name) {
        var tidy = name.startsWith("./") ? name.substring(2) : name;
        return tidy.endsWith("/") ? tidy.substring(0, tidy.length() - 1) : tidy;
    }

    private void counted(int read) {
        bytes += read;
        report();
    }

    private void report() {
        progress.at(files, names.size(), bytes, 0);
    }

    private static SshException unsafe(String name, String why) {
        return new SshException(new SshError.UnsafePath(name, why));
    }
}
