package gpudeck.store.keys;

import java.util.List;
import java.util.Optional;

/// What forgetting a key came to. Either way GPU Deck no longer uses it.
///
/// @param from where it was removed from
/// @param leftInKeyring why the keyring, which has it, did not remove it
public record Forgotten(List<KeyPlace> from, Optional<String> leftInKeyring) {
    public Forgotten {
        from = List.copyOf(from);
    }
}
