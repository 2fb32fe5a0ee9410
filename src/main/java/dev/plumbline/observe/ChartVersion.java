package dev.plumbline.observe;

/** A chart as its {@code Chart.yaml} names it. */
public record ChartVersion(String name, String version) {
    @Override
    public String toString() {
        return name + " " + version;
    }
}
