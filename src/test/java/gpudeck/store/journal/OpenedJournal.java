package gpudeck.store.journal;

import static gpudeck.testing.Samples.A10;
import static gpudeck.testing.Samples.MORNING;

import gpudeck.domain.HostKey;
import gpudeck.domain.Lease;
import gpudeck.domain.cloud.InstanceId;
import gpudeck.store.StoreException;
import gpudeck.testing.Samples;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A journal of a test, open from its beginning to its end.
abstract class OpenedJournal {

    static final String KEY = "3f5a1c9be0d2";
    static final InstanceId ID = new InstanceId("i-1");

    @TempDir Path folder;

    Path file;
    Journal journal;

    @BeforeEach
    void open() throws StoreException {
        file = folder.resolve("data").resolve("journal.db");
        journal = Journal.open(file);
    }

    @AfterEach
    void close() throws StoreException {
        journal.close();
    }

    LaunchIntent intent(int run) throws StoreException {
        return intent(run, Optional.empty());
    }

    LaunchIntent intent(int run, Optional<HostKey> hostKey) throws StoreException {
        return journal.launches()
                .recordIntent(
                        Samples.run(run),
                        Samples.launch("train-01"),
                        hostKey,
                        A10.pricePerHour(),
                        Lease.DEFAULT,
                        KEY,
                        MORNING);
    }

    void reopen() throws StoreException {
        journal.close();
        journal = Journal.open(file);
    }
}
