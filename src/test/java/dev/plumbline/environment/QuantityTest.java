package dev.plumbline.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({"500m, 0.5", "2000m, 2", "1Gi, 1024Mi", "1M, 1000k", "0.5Gi, 512Mi", "1Ti, 1024Gi", "128, 128"})
    void theSameAmountWrittenInTwoWaysIsTheSame(String one, String other) {
        assertThat(Quantity.of(one)).isEqualByComparingTo(Quantity.of(other));
    }

    @ParameterizedTest
    @CsvSource({"499m, 0.5", "1G, 1Gi", "1023Mi, 1Gi", "9k, 9Ki", "1P, 1E"})
    void smallerAmountsAreSmaller(String less, String more) {
        assertThat(Quantity.of(less)).isLessThan(Quantity.of(more));
    }

    @Test
    void whatIsNoQuantityIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.of("-1Gi"));
    }
}
