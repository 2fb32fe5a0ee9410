package dev.plumbline.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.chart.ResolvedChart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Workers with the real Helm library, and no cluster. */
@TestInstance(
        TestInstance.Lifecycle.PER_CLASS) // workers are replaced when a test kills them, so all tests may share them
class HelmWorkersTest {
    /** A loaded machine may need seconds to start a JVM; nothing here waits this long when it is right. */
    private static final Duration PLENTY = Duration.ofSeconds(60);

    /** Kept between runs, since unpacking 98 MB takes longer than all these tests. */
    private static final Path CACHE = Path.of("target", "helm-library");

    @TempDir
    Path folder;

    private Path work;
    private HelmWorkers helm;
    private TestCharts charts;

    @BeforeAll
    void startHelm(@TempDir Path parent) {
        work = parent;
        helm = new HelmWorkers(2, work, CACHE);
    }

    @BeforeEach
    void makeCharts() {
        charts = new TestCharts(folder.resolve("charts"));
    }

    @AfterAll
    void stopHelm() {
        helm.close();
    }

    @Test
    void rendersValuesOfEveryTypeInUtf8() throws Exception {
        ResolvedChart chart = charts.configMap("greeter", "{{ printf \"%v|%v\" .Values.text .Values.list | quote }}");

        String rendered = render(chart, Map.of("text", "Grüße 👋 \"quoted\"", "list", List.of(1, true, "x, y")));

        assertThat(rendered).contains("text: \"Grüße 👋 \\\"quoted\\\"|[1 true x, y]\"");
    }

    @Test
    void rendersForTheGivenKubernetesVersion() throws Exception {
        ResolvedChart chart = charts.configMap(
                "versioned", "{{ .Capabilities.KubeVersion }} {{ .Capabilities.APIVersions.Has \"policy/v1\" }}");

        assertThat(helm.render(spec(chart, Map.of()), "1.31.2", PLENTY)).contains("text: v1.31.2 true");
    }

    @Test
    void lookupFindsNothingAndAsksNoCluster() throws Exception {
        ResolvedChart chart = charts.configMap(
                "looker",
                "{{ printf \"%d-%d\" (len (lookup \"v1\" \"Secret\" \"default\" \"x\"))"
                        + " (len (lookup \"apps/v1\" \"Deployment\" \"\" \"\")) | quote }}");

        // The tests run with a poisoned KUBECONFIG and HELM_KUBEAPISERVER: either would fail the lookup.
        assertThat(System.getenv()).containsKeys("KUBECONFIG", "HELM_KUBEAPISERVER");
        assertThat(render(chart, Map.of())).contains("text: \"0-0\"");
    }

    @Test
    void namesReleaseChartAndLineWhenATemplateFails() throws Exception {
        ResolvedChart chart = charts.configMap("strict", "{{ required \"text must be given\" .Values.text }}");

        assertThatThrownBy(() -> render(chart, Map.of()))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining("apps/strict")
                .hasMessageContaining(chart.path().toString())
                .hasMessageContaining("text must be given")
                .hasMessageContaining("templates/config.yaml line 6");
    }

    @Test
    void keepsNoValuesFileAfterTheCall() throws Exception {
        ResolvedChart chart = charts.configMap("tidy", "ok");

        render(chart, Map.of("password", "hidden-one"));

        try (Stream<Path> left = Files.walk(work)) {
            assertThat(left.filter(path -> path.toString().contains("/values/")))
                    .isEmpty();
        }
    }

    @Test
    void rendersManyChartsAtOnce() throws Exception {
        List<ResolvedChart> many = IntStream.range(0, 12)
                .mapToObj(i -> unchecked(() -> charts.configMap("chart-" + i, "{{ .Release.Name }}-rendered")))
                .toList();

        List<CompletableFuture<String>> all = many.stream()
                .map(chart -> CompletableFuture.supplyAsync(() -> render(chart, Map.of())))
                .toList();

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get(60, TimeUnit.SECONDS)).contains("text: chart-" + i + "-rendered");
        }
    }

    @Test
    void endsACallAtItsDeadlineWhenTheApiServerNeverAnswers() throws Exception {
        ResolvedChart chart = charts.configMap("waiting", "ok");
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path kubeconfig = kubeconfig(deaf);
            render(chart, Map.of());
            long start = System.nanoTime();

            assertThatThrownBy(() -> helm.install(spec(chart, Map.of()), kubeconfig, Duration.ofMillis(400)))
                    .isInstanceOf(HelmException.class)
                    .hasMessageContaining("install of release apps/waiting")
                    .hasMessageContaining("did not end within 0.4 s")
                    .hasMessageContaining("may be left pending");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(render(chart, Map.of()))
                .as("the next call gets a new worker")
                .contains("text: ok");
    }

    @Test
    void saysExitCodeWhenAWorkerIsKilledInACall() throws Exception {
        ResolvedChart chart = charts.configMap("victim", "ok");
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path kubeconfig = kubeconfig(deaf);
            CompletableFuture<Void> call =
                    CompletableFuture.runAsync(() -> helm.install(spec(chart, Map.of()), kubeconfig, PLENTY));
            deaf.accept(); // Helm is in the middle of the call now
            workers().forEach(ProcessHandle::destroyForcibly);

            assertThatThrownBy(call::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(HelmException.class)
                    .hasMessageContaining("install of release apps/victim")
                    .hasMessageContaining("exit code 137 (signal 9)");
        }
        assertThat(render(chart, Map.of())).contains("text: ok");
    }

    @Test
    void anInterruptEndsTheCallAndItsWorker() throws Exception {
        ResolvedChart chart = charts.configMap("interrupted", "ok");
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path kubeconfig = kubeconfig(deaf);
            Future<?> call = caller.submit(() -> helm.install(spec(chart, Map.of()), kubeconfig, PLENTY));
            deaf.accept();
            List<ProcessHandle> before = workers();
            caller.shutdownNow();

            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("interrupted");
            assertThat(before).isNotEmpty();
            Awaitility.await().until(() -> before.stream().anyMatch(worker -> !worker.isAlive()));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    void workersDoNotBelongToTheTerminalsProcessGroup() throws Exception {
        render(charts.configMap("alone", "ok"), Map.of());

        for (ProcessHandle worker : workers()) {
            String[] stat = Files.readString(Path.of("/proc/" + worker.pid() + "/stat"))
                    .replaceFirst("^.*\\) ", "")
                    .split(" ");
            assertThat(Long.parseLong(stat[2])).as("process group").isEqualTo(worker.pid());
        }
    }

    @Test
    void workersEndWithTheirParent() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenderForEver.class.getName(),
                        folder.resolve("orphan-work").toString(),
                        CACHE.toString(),
                        charts.configMap("orphan", "ok").path().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(parent.inputReader().readLine()).isEqualTo("rendered");
        List<ProcessHandle> orphans = parent.children().toList();
        assertThat(orphans).isNotEmpty();

        parent.destroyForcibly();

        Awaitility.await().until(() -> orphans.stream().noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> left = Files.walk(folder.resolve("orphan-work"))) {
            assertThat(left.filter(path -> path.getParent().endsWith("orphan-work")
                            || path.getFileName().toString().equals("values")
                            || path.getParent().endsWith("values")))
                    .as("what was killed with its values, until the next run sweeps it")
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
        try (HelmWorkers next = new HelmWorkers(1, folder.resolve("orphan-work"), CACHE);
                Stream<Path> left = Files.list(folder.resolve("orphan-work"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("work folders: the dead parent's is swept")
                    .allMatch(name ->
                            name.startsWith("helm-" + ProcessHandle.current().pid()));
        }
    }

    @Test
    void refusesAKubeconfigThatIsNotThere() throws Exception {
        ResolvedChart chart = charts.configMap("nowhere", "ok");

        assertThatThrownBy(() -> helm.upgrade(spec(chart, Map.of()), folder.resolve("gone.yaml"), PLENTY))
                .isInstanceOf(HelmException.class)
                .hasMessageContaining("gone.yaml");
    }

    private String render(ResolvedChart chart, Map<String, Object> values) {
        return helm.render(spec(chart, values), "1.30.0", PLENTY);
    }

    private static ReleaseSpec spec(ResolvedChart chart, Map<String, Object> values) {
        return new ReleaseSpec(new ReleaseId("apps", chart.name()), chart, values);
    }

    private Path kubeconfig(ServerSocket server) throws IOException {
        return Files.writeString(
                folder.resolve("kubeconfig"), Kubeconfigs.of("http://127.0.0.1:" + server.getLocalPort()));
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children().toList();
    }

    private static <T> T unchecked(Callable<T> callable) {
        try {
            return callable.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
