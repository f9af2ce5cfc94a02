package gpudeck.store.journal;

import gpudeck.domain.Lease;
import java.util.Optional;

/// Who answers for an instance that was started here, and until when it may live.
///
/// @param lease when it ends; empty only for what an older version launched
/// @param holder the program that ends it when it goes, by its name in [gpudeck.store.Presence];
///   empty if nobody took it
/// @param left it was left running on purpose: only its lease ends it
public record Custody(Optional<Lease.End> lease, Optional<String> holder, boolean left) {

    public static final Custody NONE = new Custody(Optional.empty(), Optional.empty(), false);

    static Custody of(Lease.End lease, String holder) {
        return new Custody(Optional.of(lease), Optional.of(holder), false);
    }
}
