package dev.plumbline.assertions;

import dev.plumbline.observe.Origin;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects what is wrong with one object, so that all of it is told at once. */
final class Findings {
    static final String NOTHING = "nothing";

    private final Origin origin;
    private final String declaredAt;
    private final List<Mismatch> mismatches = new ArrayList<>();

    /** @param declaredAt key path of the input; empty if the contract says what is expected */
    Findings(Origin origin, String declaredAt) {
        this.origin = origin;
        this.declaredAt = declaredAt;
    }

    Findings equal(String path, Object expected, Object found) {
        return equal(path, expected, found, "");
    }

    /** @param below the key below the one of these findings that declares it */
    Findings equal(String path, Object expected, Object found, String below) {
        return Objects.equals(expected, found) ? this : add(path, text(expected), text(found), below);
    }

    /** Compares by value: {@code 0.2} is {@code 200m}. */
    Findings quantity(String path, String expected, Quantity found, String below) {
        if (expected != null
                && found != null
                && found.getAmount() != null
                && Quantity.getAmountInBytes(Quantity.parse(expected)).compareTo(Quantity.getAmountInBytes(found))
                        == 0) {
            return this;
        }
        return expected == null && found == null ? this : add(path, text(expected), text(found), below);
    }

    Findings isTrue(boolean holds, String path, String expected, Object found) {
        return holds ? this : add(path, expected, text(found), "");
    }

    Findings add(String path, String expected, String found) {
        return add(path, expected, found, "");
    }

    private Findings add(String path, String expected, String found, String below) {
        mismatches.add(new Mismatch(path, expected, found, place(below)));
        return this;
    }

    List<Mismatch> mismatches() {
        return mismatches;
    }

    private String place(String below) {
        if (declaredAt.isEmpty()) {
            return "";
        }
        return origin.placeOf(below.isEmpty() ? declaredAt : declaredAt + "." + below);
    }

    private static String text(Object value) {
        return value == null || "".equals(value) ? (value == null ? NOTHING : "an empty text") : value.toString();
    }
}
