package dev.plumbline.lifecycle;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The suite as Maven's profiles of live environments run it: no command, only classes of checks and system properties. */
final class SuiteMain {
    private SuiteMain() {}

    public static void main(String[] arguments) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectPackage("dev.plumbline.conformance"))
                        .filters(ClassNameFilter.includeClassNamePatterns("dev\\.plumbline\\.conformance\\.\\w+Checks"))
                        .build(),
                summary);
        PrintWriter out = new PrintWriter(System.out);
        summary.getSummary().printFailuresTo(out, 3);
        summary.getSummary().printTo(out);
        out.flush();
        // threads of HTTP clients may idle on
        Runtime.getRuntime().halt(summary.getSummary().getTotalFailureCount() > 0 ? 1 : 0);
    }
}
