package gpudeck.viewmodel.custody;

import gpudeck.domain.Cents;
import gpudeck.domain.Lease;
import gpudeck.domain.UserMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// How long a machine may live, in hours and in dollars.
public final class LeaseForm {

    /// Two weeks.
    public static final int MAX_HOURS = 336;

    private final IntegerProperty hours;
    private final StringProperty money;

    public LeaseForm(Lease from) {
        hours = new SimpleIntegerProperty(hours(from.longest()));
        money = new SimpleStringProperty(from.budget().map(LeaseForm::dollars).orElse(""));
    }

    private static int hours(Duration lease) {
        return Math.clamp(Math.ceilDiv(lease.toMinutes(), 60L), 1, MAX_HOURS);
    }

    private static String dollars(Cents amount) {
        return BigDecimal.valueOf(amount.value(), 2).toPlainString();
    }

    public IntegerProperty hoursProperty() {
        return hours;
    }

    /// In dollars; empty for none.
    public StringProperty moneyProperty() {
        return money;
    }

    /// To be asked for while there is no [#problem].
    public Lease lease() {
        return new Lease(Duration.ofHours(Math.max(1, hours.get())), budget());
    }

    public Optional<Cents> budget() {
        var text = money.get().strip().replace("$", "").replace(",", "");
        return text.matches("\\d{1,7}(\\.\\d{1,2})?")
                ? Optional.of(new Cents(new BigDecimal(text).movePointRight(2).longValueExact()))
                : Optional.empty();
    }

    public Optional<UserMessage> problem() {
        if (hours.get() < 1 || hours.get() > MAX_HOURS) {
            return Optional.of(UserMessage.of("lease.range", MAX_HOURS));
        }
        return money.get().isBlank() || budget().filter(a -> a.value() > 0).isPresent()
                ? Optional.empty()
                : Optional.of(UserMessage.of("lease.money.notAmount", money.get()));
    }
}
