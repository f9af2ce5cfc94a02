package gpudeck.domain;

import java.util.Locale;

/// A number of bytes in words, in powers of 1000 as disks and networks are sold: `1.8 GB`.
public record ByteCount(long value) {

    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

    @Override
    public String toString() {
        double amount = value;
        int unit = 0;
        while (Math.abs(amount) >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        var digits = unit > 0 && Math.abs(amount) < 9.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, digits, amount, UNITS[unit]);
    }
}
