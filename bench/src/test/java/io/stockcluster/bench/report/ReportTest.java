package io.stockcluster.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void jsonIsOneLineWithTheNamesInTheirOrder() {
        var report = new Report().add("writes_per_s", 25_000.4, "writes").add("write_vs_raw", 0.91264, "ratio");

        assertThat(report.json()).isEqualTo("{\"writes_per_s\":25000,\"write_vs_raw\":0.913}");
    }

    @Test
    void whatIsNoNumberIsNull() {
        assertThat(new Report().add("ratio", Double.NaN, "of nothing").json()).isEqualTo("{\"ratio\":null}");
    }

    @Test
    void largeAndSmallNumbersHaveNoExponent() {
        var report = new Report()
                .add("large", 12_000_000, "")
                .add("small", 0.0001, "")
                .add("even", 20, "");

        assertThat(report.json()).isEqualTo("{\"large\":12000000,\"small\":0,\"even\":20}");
    }

    @Test
    void theTableHasALineForEachFigureWithItsMeaning() {
        var report = new Report().add("a", 1_000, "the first").add("long_name", 0.5, "the second");

        assertThat(report.table()).isEqualTo("""
                        a          1000  the first
                        long_name   0.5  the second
                        """);
    }

    @Test
    void aNameIsUsedOnceAndNeedsNoEscapes() {
        var report = new Report().add("ratio", 1, "");

        assertThatIllegalArgumentException().isThrownBy(() -> report.add("ratio", 2, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report.add("say \"hi\"", 2, ""))
                .withMessageContaining("lower-case");
    }
}
