package gpudeck.viewmodel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as the clock on the wall shows them.
public final class Clocks {

    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter LATER =
            DateTimeFormatter.ofPattern("HH:mm 'on' d MMM", Locale.ENGLISH);

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private Clocks() {}

    /// `21:14:03`
    public static String toTheSecond(Instant at, ZoneId zone) {
        return TO_THE_SECOND.format(at.atZone(zone));
    }

    /// A time to come: `21:14`, or `09:14 on 3 Mar` if that is not today.
    public static String until(Instant at, Ticker ticker) {
        var then = at.atZone(ticker.zone());
        boolean today = then.toLocalDate().equals(ticker.now().atZone(ticker.zone()).toLocalDate());
        return (today ? TODAY : LATER).format(then);
    }
}
