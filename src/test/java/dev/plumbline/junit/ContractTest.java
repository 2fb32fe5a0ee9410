package dev.plumbline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.junit.Contract.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {
    private final Contract contract = Contract.ofSuite();
    private final List<String> ids =
            Catalogue.whole().checks().stream().map(Check::id).toList();

    @Test
    void everyRowIsHeldByChecksThatThereAre() {
        assertThat(contract.rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
            assertThat(row.section()).isNotEmpty();
            assertThat(row.text()).isNotEmpty();
            assertThat(row.ids()).as(row.text()).isNotEmpty().allSatisfy(name -> assertThat(ids)
                    .as("%s of \"%s\"", name, row.text())
                    .anyMatch(id -> new Row("", "", List.of(name)).names(id)));
        });
    }

    @Test
    void everyCheckHoldsARow() {
        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(contract.rows()).as("rows that name %s", id).anyMatch(row -> row.names(id)));
    }

    @Test
    void aFamilyIsNamedByItsFirstLetters() {
        Row row = new Row("", "", List.of("HPA-*", "RES-001"));

        assertThat(List.of("HPA-001", "HPA-007", "RES-001").stream().allMatch(row::names))
                .isTrue();
        assertThat(List.of("RES-002", "HPAX-001", "NS-001").stream().noneMatch(row::names))
                .isTrue();
    }

    @Test
    void aLineIsARowOfTheSectionAboveIt() {
        Contract parsed = Contract.parse("# a comment\n\n## Names\nimages are a = b = IMG-001 IMG-*\n");

        assertThat(parsed.rows()).containsExactly(new Row("Names", "images are a = b", List.of("IMG-001", "IMG-*")));
    }
}
