package gpudeck.engine.doctor;

import gpudeck.domain.ByteCount;
import gpudeck.domain.UserMessage;
import gpudeck.store.keys.KeptKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Whether this computer can keep what comes: its folders and its keyring.
public final class ComputerCheckup implements Checkup {

    /// Results of a usual run have room, and the journal.
    private static final long LITTLE_BYTES = 5_000_000_000L;

    private final Path data;
    private final Path results;
    private final KeptKeys keys;

    /// @param results where runs bring their results
    public ComputerCheckup(Path data, Path results, KeptKeys keys) {
        this.data = data;
        this.results = results;
        this.keys = keys;
    }

    @Override
    public List<Finding> look() {
        var findings = new ArrayList<Finding>();
        findings.add(folder(Subject.DATA_FOLDER, data));
        findings.add(folder(Subject.RESULTS_FOLDER, results));
        findings.add(keyring());
        return findings;
    }

    private static Finding folder(Subject subject, Path folder) {
        var title =
                UserMessage.of(subject == Subject.DATA_FOLDER ? "doctor.data" : "doctor.results");
        try {
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            var free = new ByteCount(Files.getFileStore(folder).getUsableSpace());
            var text = UserMessage.of("doctor.folder.text", folder.toString(), free.toString());
            return free.value() < LITTLE_BYTES
                    ? Finding.look(subject, title, text, UserMessage.of("doctor.folder.advice"))
                    : Finding.fine(subject, title, text);
        } catch (IOException e) {
            return Finding.fix(
                    subject,
                    title,
                    UserMessage.of("doctor.folder.unwritable", String.valueOf(e.getMessage())),
                    UserMessage.of("doctor.folder.unwritable.advice"));
        }
    }

    private Finding keyring() {
        return keys.keyringTrouble()
                .map(why ->
                        Finding.look(
                                Subject.KEYRING,
                                UserMessage.of("doctor.keyring.none"),
                                UserMessage.of("doctor.keyring.none.text", why),
                                UserMessage.of("doctor.keyring.none.advice")))
                .orElseGet(() ->
                        Finding.fine(
                                Subject.KEYRING,
                                UserMessage.of("doctor.keyring.fine"),
                                UserMessage.of("doctor.keyring.fine.text")));
    }
}
