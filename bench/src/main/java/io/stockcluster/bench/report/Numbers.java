package io.stockcluster.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with three decimals, or for those over a hundred, with none: more is noise. */
final class Numbers {

    private static final int LARGE = 100;

    private Numbers() {}

    static String text(double number) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        var rounded = new BigDecimal(number, MathContext.DECIMAL64)
                .setScale(Math.abs(number) < LARGE ? 3 : 0, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
