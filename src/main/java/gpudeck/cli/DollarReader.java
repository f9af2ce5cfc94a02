package gpudeck.cli;

import gpudeck.domain.Cents;
import gpudeck.domain.Messages;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An amount of dollars: `15`, `15.50`, `$15`.
public final class DollarReader implements ITypeConverter<Cents> {

    private static final Pattern AMOUNT = Pattern.compile("\\$?([0-9]{1,7}(?:\\.[0-9]{1,2})?)");

    @Override
    public Cents convert(String value) {
        var amount = AMOUNT.matcher(value);
        if (amount.matches()) {
            var cents = new BigDecimal(amount.group(1)).movePointRight(2).longValueExact();
            if (cents > 0) {
                return new Cents(cents);
            }
        }
        throw new TypeConversionException(Messages.load().text("cli.value.dollars", value));
    }
}
