package io.stockcluster.node.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities as JSON numbers: at most 15 digits before the decimal point and 9 after it, zeros at the ends not counted.
 * The digits are looked at as text, so that neither a million of them nor an exponent of a billion costs anything.
 */
final class Quantities {

    private static final int BEFORE_POINT = 15;
    private static final int AFTER_POINT = 9;
    private static final Pattern NUMBER = Pattern.compile("(-?)(\\d+)(?:\\.(\\d+))?(?:[eE]([+-]?)0*(\\d*))?");

    private Quantities() {}

    /** The exact value, with the digits after the point that it was written with; nothing, where it is out of range. */
    static Optional<BigDecimal> parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String fraction = matcher.group(3) == null ? "" : matcher.group(3);
        String digits = matcher.group(2) + fraction;
        int first = firstOtherThanZero(digits);
        if (first == digits.length()) {
            return Optional.of(zero(fraction.length()));
        }
        int end = lastOtherThanZero(digits) + 1;
        String exponent = matcher.group(5) == null ? "" : matcher.group(5);
        if (end - first > BEFORE_POINT + AFTER_POINT || exponent.length() > 8) {
            return Optional.empty();
        }
        long power = exponent.isEmpty() ? 0 : Long.parseLong(exponent);
        long scale = fraction.length() - ("-".equals(matcher.group(4)) ? -power : power) - (digits.length() - end);
        long before = end - first - scale;
        if (scale > AFTER_POINT || before > BEFORE_POINT) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(new BigInteger(digits.substring(first, end)), (int) scale);
        BigDecimal signed = matcher.group(1).isEmpty() ? value : value.negate();
        return Optional.of(signed.setScale(shown(scale + digits.length() - end, scale)));
    }

    private static BigDecimal zero(int written) {
        return BigDecimal.ZERO.setScale(Math.min(written, AFTER_POINT));
    }

    /** {@code 10.0} stays {@code 10.0}, as far as that is within the digits that a quantity may have. */
    private static int shown(long written, long needed) {
        return (int) Math.max(Math.max(needed, 0), Math.min(written, AFTER_POINT));
    }

    private static int firstOtherThanZero(String digits) {
        int first = 0;
        while (first < digits.length() && digits.charAt(first) == '0') {
            first++;
        }
        return first;
    }

    private static int lastOtherThanZero(String digits) {
        int last = digits.length() - 1;
        while (digits.charAt(last) == '0') {
            last--;
        }
        return last;
    }
}
