package gpudeck.store.journal;

import static gpudeck.testing.Samples.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import gpudeck.domain.HostKey;
import gpudeck.store.StoreException;
import gpudeck.store.journal.HostKeyPin.Origin;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostKeyJournalTest extends OpenedJournal {

    @Test
    void theFirstHostKeyOfAnInstanceStaysPinned() throws StoreException {
        var first = pin("AAAA", Origin.FIRST_CONTACT);
        var second = pin("BBBB", Origin.CONFIRMED);

        assertThat(journal.hostKeys().pinned(ID)).isEmpty();
        assertThat(journal.hostKeys().pin(first)).isEqualTo(first);
        assertThat(journal.hostKeys().pin(second)).isEqualTo(first);

        reopen();
        assertThat(journal.hostKeys().pinned(ID)).contains(first);
    }

    @Test
    void theKeyThatALaunchGaveIsPinnedWhenItsInstanceIsKnown() throws StoreException {
        var given = new HostKey("ssh-ed25519", "AAAA");
        var intent = intent(1, Optional.of(given));
        reopen();
        assertThat(journal.launches().unsettled(KEY)).containsExactly(intent);

        journal.launches().recordCreated(intent, ID, MORNING);

        var pin = new HostKeyPin(ID, given, Origin.MADE_HERE, MORNING, Optional.empty());
        assertThat(journal.hostKeys().pinned(ID)).contains(pin);
        assertThat(journal.hostKeys().isLaunchedHere(ID)).isTrue();

        journal.hostKeys().recordSeen(ID, MORNING.plusSeconds(9));
        journal.hostKeys().recordSeen(ID, MORNING.plusSeconds(99));

        assertThat(journal.hostKeys().pinned(ID))
                .contains(
                        new HostKeyPin(
                                ID,
                                given,
                                Origin.MADE_HERE,
                                MORNING,
                                Optional.of(MORNING.plusSeconds(9))));
    }

    @Test
    void aConfirmedKeyReplacesOneThatWasNeverSeenAndNoOther() throws StoreException {
        journal.launches()
                .recordCreated(
                        intent(1, Optional.of(new HostKey("ssh-ed25519", "AAAA"))), ID, MORNING);

        var first = pin("BBBB", Origin.FIRST_CONTACT);
        assertThat(journal.hostKeys().pin(first).key().blob()).isEqualTo("AAAA");
        var confirmed = pin("CCCC", Origin.CONFIRMED);
        assertThat(journal.hostKeys().pin(confirmed)).isEqualTo(confirmed);
        assertThat(journal.hostKeys().pin(pin("DDDD", Origin.CONFIRMED))).isEqualTo(confirmed);
    }

    @Test
    void onlyWhatLivesHasAHostKeyToTell() throws StoreException {
        journal.launches().recordCreated(intent(1), ID, MORNING);
        var pin = journal.hostKeys().pin(pin("AAAA", Origin.CONFIRMED));
        assertThat(journal.hostKeys().ofLiving()).containsExactly(pin);

        journal.instances().recordEnded(ID, MORNING.plusSeconds(5));

        assertThat(journal.hostKeys().ofLiving()).isEmpty();
        assertThat(journal.hostKeys().pinned(ID)).contains(pin);
    }

    private static HostKeyPin pin(String blob, Origin origin) {
        return new HostKeyPin(
                ID, new HostKey("ssh-ed25519", blob), origin, MORNING, Optional.of(MORNING));
    }
}
