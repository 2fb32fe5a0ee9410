package dev.plumbline.helm;

import dev.plumbline.helm.worker.Request;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages for people: which release and chart, what Helm said, where to look. */
final class HelmFailure {
    /** {@code (chart/templates/deployment.yaml:12:20)} or {@code template: chart/templates/deployment.yaml:12:20: ...}. */
    private static final Pattern PLACE = Pattern.compile("([\\w.-]+(?:/[\\w.-]+)+\\.(?:ya?ml|tpl|txt|json)):(\\d+)");

    /** How Go's HTTP client and the API server name what passes by itself. */
    private static final List<String> PASSING = List.of(
            "failed calling webhook",
            "connection refused",
            "connection reset by peer",
            "connection lost",
            "i/o timeout",
            "TLS handshake timeout",
            "EOF",
            "context deadline exceeded",
            "Internal error occurred",
            "an error on the server",
            "the server is currently unable to handle the request",
            "the server was unable to return a response in the time allotted",
            "too many requests",
            "Too many requests",
            "TooManyRequests",
            "etcdserver: ");

    /** The same words, of something that no waiting changes. */
    private static final List<String> FINAL = List.of("field not declared in schema", "denied the request");

    private HelmFailure() {}

    private static boolean passes(String said) {
        return PASSING.stream().anyMatch(said::contains) && FINAL.stream().noneMatch(said::contains);
    }

    /** Helm answered with an error. */
    static HelmException refused(Request request, String helmSays) {
        String said = helmSays.strip()
                .replace("\n\nUse --debug flag to render out invalid YAML", "")
                // a list, even of one: whoever shows the first line only would show nothing of the cause
                .replaceFirst("\\d+ errors? occurred:\\s*\\* ", "")
                .replaceAll("\\s*\\n\\s*\\* ", "; ")
                .strip();
        return new HelmException(what(request) + " failed: " + said + place(request, said) + hint(said), passes(said));
    }

    /** There was no answer. */
    static HelmException lost(Request request, WorkerLost lost, Duration deadline) {
        StringBuilder message = new StringBuilder(what(request));
        message.append(
                lost.reason() == WorkerLost.Cause.DEADLINE
                        ? " did not end within " + seconds(deadline) + ": its Helm process "
                        : " got no answer: its Helm process ");
        message.append(lost.getMessage());
        if (!lost.lastWords().isBlank()) {
            message.append("; its last words:\n")
                    .append(lost.lastWords().indent(2).stripTrailing());
        }
        boolean writes = request.operation() == Request.Operation.INSTALL
                || request.operation() == Request.Operation.UPGRADE
                || request.operation() == Request.Operation.UNINSTALL;
        if (writes && lost.reason() != WorkerLost.Cause.NOT_STARTED) {
            message.append("\nThe release may be left pending; the next deploy recovers it.");
        }
        if (lost.reason() == WorkerLost.Cause.DEADLINE && writes) {
            message.append(" Likely cause: the API server does not answer, or a hook does not end.");
        }
        return new HelmException(message.toString(), lost);
    }

    private static String what(Request request) {
        String operation = request.operation().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (request.operation() == Request.Operation.WARM_UP) {
            return "starting a Helm worker";
        }
        String release = operation + " of release " + request.namespace() + "/" + request.name();
        return request.chart().isEmpty() ? release : release + " (chart " + request.chart() + ")";
    }

    private static String place(Request request, String said) {
        Matcher place = PLACE.matcher(said);
        if (request.chart().isEmpty() || !place.find()) {
            return "";
        }
        String inChart = place.group(1).substring(place.group(1).indexOf('/') + 1);
        return "\nLook at " + inChart + " line " + place.group(2) + " of the chart, and at the values it reads.";
    }

    private static String hint(String said) {
        if (said.contains("another operation (install/upgrade/rollback) is in progress")) {
            return "\nAn earlier run died or is still under way; `plumbline status` shows the release.";
        }
        if (said.contains("cannot be imported into the current release")) {
            return "\nAn object of that name exists and belongs to nobody or to another release: remove it, or give it Helm's"
                    + " ownership labels and annotations.";
        }
        if (said.contains("failed calling webhook")) {
            return "\nAn admission webhook does not answer: look at the pods behind the service it names.";
        }
        if (said.contains("connection refused") || said.contains("no such host") || said.contains("i/o timeout")) {
            return "\nThe API server of the kubeconfig cannot be reached.";
        }
        return "";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
