package dev.plumbline.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.ChartPolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
    @TempDir
    Path folder;

    private RepositoryServer server;
    private Path cache;
    private Path lockFile;
    private Path standIns;

    @BeforeEach
    void open() throws Exception {
        server = new RepositoryServer();
        cache = folder.resolve("cache");
        lockFile = folder.resolve("charts.lock.yaml");
        standIns = Files.createDirectories(folder.resolve("stand-ins"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void takesTheRightOneOfSeveralVersions() {
        byte[] wanted = ChartPackages.chart("tool", "1.2.0");
        server.serve(
                        "/charts/index.yaml",
                        RepositoryServer.index(
                                "tool",
                                "1.10.0 tool-1.10.0.tgz -",
                                "1.2.0 tool-1.2.0.tgz " + Sha256.hex(wanted),
                                "1.1.0 x.tgz -"))
                .serve("/charts/tool-1.2.0.tgz", wanted);

        ResolvedChart chart = upstream().resolve(tool("/charts", "1.2.0"));

        assertThat(chart.version()).isEqualTo("1.2.0");
        assertThat(chart.appVersion()).isEqualTo("9");
        assertThat(chart.origin()).isEqualTo(ChartOrigin.UPSTREAM);
        assertThat(chart.reason()).contains(server.url("/charts/tool-1.2.0.tgz").toString());
        assertThat(chart.digest()).isEqualTo(ChartContent.of(chart.path()).digest());
        assertThat(lockFile).content().contains("sha256:" + Sha256.hex(wanted));
    }

    @Test
    void followsRedirectsAndAbsoluteAddresses() throws Exception {
        byte[] wanted = ChartPackages.chart("tool", "1.0.0");
        try (RepositoryServer elsewhere = new RepositoryServer()) {
            elsewhere.serve("/blobs/1", wanted);
            server.redirect("/index.yaml", "/moved/index.yaml")
                    .serve("/moved/index.yaml", RepositoryServer.index("tool", "1.0.0 " + server.url("/get") + " -"))
                    .redirect("/get", elsewhere.url("/blobs/1").toString());

            assertThat(upstream().resolve(tool("", "1.0.0")).version()).isEqualTo("1.0.0");
        }
    }

    @Test
    void needsNoNetworkOnceAPackageIsCached() {
        serveTool();
        upstream().resolve(tool("", "1.0.0"));
        int before = server.asked().size();

        ResolvedChart again = upstream().resolve(tool("", "1.0.0"));

        assertThat(server.asked()).hasSize(before);
        assertThat(again.reason()).contains("cache");
    }

    @Test
    void downloadsAgainWhenTheCachedFileIsDamaged() throws Exception {
        serveTool();
        Path cached = upstream().resolve(tool("", "1.0.0")).path();
        Files.writeString(cached, "damaged");

        assertThat(upstream().resolve(tool("", "1.0.0")).version()).isEqualTo("1.0.0");
        assertThat(cached).hasBinaryContent(ChartPackages.chart("tool", "1.0.0"));
    }

    @Test
    void refusesAPackageThatIsNotTheOneOfTheIndex() {
        String announced = Sha256.hex(ChartPackages.chart("tool", "1.0.1"));
        byte[] given = ChartPackages.chart("tool", "1.0.0");
        server.serve("/index.yaml", RepositoryServer.index("tool", "1.0.0 tool.tgz " + announced))
                .serve("/tool.tgz", given);

        assertThatThrownBy(() -> auto().resolve(tool("", "1.0.0")))
                .as("a damaged package is no reason for a stand-in")
                .isInstanceOf(ChartException.class)
                .hasMessageContaining(announced)
                .hasMessageContaining(Sha256.hex(given));
        assertThat(lockFile).doesNotExist();
    }

    @Test
    void refusesAPackageThatIsNotTheOneOfTheLockFile() throws Exception {
        serveTool();
        String first = "sha256:" + Sha256.hex(ChartPackages.chart("tool", "1.0.0"));
        upstream().resolve(tool("", "1.0.0"));
        deleteCache();
        byte[] other = ChartPackages.archive(Map.of("tool/Chart.yaml", "apiVersion: v2\nname: tool\nversion: 1.0.0\n"));
        server.serve("/index.yaml", RepositoryServer.index("tool", "1.0.0 tool-1.0.0.tgz " + Sha256.hex(other)))
                .serve("/tool-1.0.0.tgz", other);

        assertThatThrownBy(() -> upstream().resolve(tool("", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining(first)
                .hasMessageContaining("sha256:" + Sha256.hex(other))
                .hasMessageContaining(lockFile.toString())
                .hasMessageContaining("remove its entry");
    }

    @Test
    void enforcesTheLockWhicheverMirrorIsUsed() {
        serveTool();
        upstream().resolve(tool("", "1.0.0"));
        server.serve("/mirror/index.yaml", RepositoryServer.index("tool", "1.0.0 t.tgz -"))
                .serve(
                        "/mirror/t.tgz",
                        ChartPackages.archive(
                                Map.of("tool/Chart.yaml", "apiVersion: v2\nname: tool\nversion: 1.0.0\n")));
        Charts elsewhere = new Charts(ChartPolicy.UPSTREAM, false, standIns, folder.resolve("other-cache"), lockFile);

        assertThatThrownBy(() -> elsewhere.resolve(tool("/mirror", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("not the one that was used before");
    }

    @Test
    void refusesAPackageOfAnotherChart() {
        server.serve("/index.yaml", RepositoryServer.index("tool", "1.0.0 tool.tgz -"))
                .serve("/tool.tgz", ChartPackages.chart("other", "3.0.0"));

        assertThatThrownBy(() -> upstream().resolve(tool("", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("gave other 3.0.0 where tool 1.0.0 was wanted");
    }

    @Test
    void refusesWhatIsNoPackageAtAll() {
        server.serve("/index.yaml", RepositoryServer.index("tool", "1.0.0 tool.tgz -"))
                .serve("/tool.tgz", "<html>please log in</html>");

        assertThatThrownBy(() -> upstream().resolve(tool("", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("cannot read the chart");
    }

    @Test
    void saysWhichVersionsThereAre() {
        serveTool();

        assertThatThrownBy(() -> auto().resolve(tool("", "1.0.9")))
                .as("a version that is not there is a mistake in the environment, not a reason for a stand-in")
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("no version 1.0.9 of tool; it has 1.0.0");
    }

    @Test
    void saysWhatAnUpstreamWithoutIndexAnswered() {
        assertThatThrownBy(() -> upstream().resolve(tool("/nothing", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("/nothing/index.yaml answered HTTP 404")
                .hasMessageContaining("set another repository");
    }

    @Test
    void givesUpARepositoryThatNeverAnswers() {
        server.hang();
        Charts charts = new Charts(
                ChartPolicy.UPSTREAM, false, standIns, Charts.upstream(cache, lockFile, Duration.ofMillis(300)));
        long start = System.nanoTime();

        assertThatThrownBy(() -> charts.resolve(tool("", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("cannot get the chart tool 1.0.0");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void takesTheStandInWhereNobodyAnswersAndSaysWhy() throws Exception {
        standIn("1.0.0");
        URI nobody = nobodysAddress();

        ResolvedChart chart = auto().resolve(new ChartReference.Repository(nobody, "tool", "1.0.0"));

        assertThat(chart.origin()).isEqualTo(ChartOrigin.STAND_IN);
        assertThat(chart.reason()).contains("stand-in for tool 1.0.0").contains(nobody.toString());
        assertThat(lockFile).as("a stand-in is no download").doesNotExist();
    }

    @Test
    void prefersUpstreamWhereItAnswers() throws Exception {
        standIn("1.0.0");
        serveTool();

        assertThat(auto().resolve(tool("", "1.0.0")).origin()).isEqualTo(ChartOrigin.UPSTREAM);
    }

    @Test
    void staysWithItsChoiceForTheWholeRun() throws Exception {
        standIn("1.0.0");
        Charts charts = auto();
        ChartReference reference = tool("", "1.0.0");
        charts.resolve(reference); // 404: the stand-in

        serveTool();

        assertThat(charts.resolve(reference).origin()).isEqualTo(ChartOrigin.STAND_IN);
    }

    @Test
    void aLiveEnvironmentNeverTakesAStandIn() throws Exception {
        standIn("1.0.0");
        URI nobody = nobodysAddress();
        ChartReference reference = new ChartReference.Repository(nobody, "tool", "1.0.0");

        for (ChartPolicy policy : ChartPolicy.values()) {
            assertThatThrownBy(() -> new Charts(policy, true, standIns, cache, lockFile).resolve(reference))
                    .as(policy.name())
                    .isInstanceOf(ChartException.class);
        }
    }

    @Test
    void aStandInStandsForOneVersionOnly() throws Exception {
        standIn("1.0.0");
        Charts charts = new Charts(ChartPolicy.STAND_IN, false, standIns, cache, lockFile);

        assertThatThrownBy(() -> charts.resolve(tool("", "2.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("stands for 1.0.0, wanted is 2.0.0");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void takesPackagesAndUnpackedChartsOfAFolder() throws Exception {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.write(mirror.resolve("tool-1.0.0.tgz"), ChartPackages.chart("tool", "1.0.0"));
        Files.createDirectories(mirror.resolve("plain"));
        Files.writeString(mirror.resolve("plain/Chart.yaml"), "apiVersion: v2\nname: plain\nversion: 0.1.0\n");

        assertThat(upstream()
                        .resolve(new ChartReference.Repository(mirror.toUri(), "tool", "1.0.0"))
                        .version())
                .isEqualTo("1.0.0");
        assertThat(upstream()
                        .resolve(new ChartReference.Repository(mirror.toUri(), "plain", "0.1.0"))
                        .path())
                .isEqualTo(mirror.resolve("plain"));
        assertThatThrownBy(() -> upstream().resolve(new ChartReference.Repository(mirror.toUri(), "plain", "0.2.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("plain-0.2.0.tgz");
    }

    @Test
    void pullsFromARegistryThatWantsATokenAndKeepsItFromOthers() throws Exception {
        byte[] archive = ChartPackages.chart("tool", "1.0.0+a");
        String digest = "sha256:" + Sha256.hex(archive);
        try (RepositoryServer storage = new RepositoryServer()) {
            storage.serve("/blob", archive);
            server.serve("/token", "{\"token\": \"anonymous\"}")
                    .serve(
                            "/v2/charts/tool/manifests/1.0.0_a",
                            "{\"layers\": [{\"mediaType\": \"application/vnd.cncf.helm.chart.content.v1.tar+gzip\","
                                    + " \"digest\": \"" + digest + "\"}]}")
                    .redirect(
                            "/v2/charts/tool/blobs/" + digest,
                            storage.url("/blob").toString())
                    .askForToken("/v2/");

            ResolvedChart chart = upstream().resolve(oci("1.0.0+a"));

            assertThat(chart.version()).isEqualTo("1.0.0+a");
            assertThat(chart.reason()).contains("oci://");
            assertThat(storage.authorizations()).containsOnly("");
            assertThat(server.authorizations()).contains("Bearer anonymous");
        }
    }

    @Test
    void aTagThatIsNotThereIsAMistakeInTheEnvironment() {
        assertThatThrownBy(() -> auto().resolve(oci("9.9.9")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("no tool 9.9.9");
    }

    @Test
    void doesNotFollowRedirectsInCircles() {
        server.redirect("/index.yaml", "/index.yaml");

        assertThatThrownBy(() -> upstream().resolve(tool("", "1.0.0")))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("redirects more than");
    }

    @Test
    void twoRunsThatDownloadAtOnceAgree() throws Exception {
        serveTool();

        List<CompletableFuture<ResolvedChart>> both = Stream.generate(this::upstream)
                .limit(6)
                .map(charts -> CompletableFuture.supplyAsync(() -> charts.resolve(tool("", "1.0.0"))))
                .toList();

        for (CompletableFuture<ResolvedChart> one : both) {
            assertThat(one.get(30, TimeUnit.SECONDS).path()).exists();
        }
        assertThat(Files.readString(lockFile).lines().filter(line -> line.contains("digest:")))
                .hasSize(1);
        try (Stream<Path> files = Files.walk(cache)) {
            assertThat(files.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void twoProcessesThatDownloadAtOnceAgree() throws Exception {
        serveTool();

        List<Process> both = List.of(resolveInAnotherProcess(), resolveInAnotherProcess());

        for (Process one : both) {
            assertThat(one.inputReader().readLine()).startsWith("tool 1.0.0 sha256:");
            assertThat(one.waitFor()).isZero();
        }
        assertThat(Files.readString(lockFile).lines().filter(line -> line.contains("digest:")))
                .hasSize(1);
    }

    @Test
    void readsAChartOfThisProject() {
        ResolvedChart chart = upstream().resolve(new ChartReference.Local(Path.of("charts", "llm-judge-service")));

        assertThat(chart.origin()).isEqualTo(ChartOrigin.PROJECT);
        assertThat(chart.name()).isEqualTo("llm-judge-service");
    }

    @Test
    void namesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> upstream().resolve(new ChartReference.Local(folder.resolve("gone"))))
                .isInstanceOf(ChartException.class)
                .hasMessageContaining("gone");
    }

    private Process resolveInAnotherProcess() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResolveOnce.class.getName(),
                        server.url("").toString(),
                        cache.toString(),
                        lockFile.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Charts upstream() {
        return new Charts(ChartPolicy.UPSTREAM, false, standIns, cache, lockFile);
    }

    private Charts auto() {
        return new Charts(ChartPolicy.AUTO, false, standIns, cache, lockFile);
    }

    private ChartReference tool(String path, String version) {
        return new ChartReference.Repository(server.url(path), "tool", version);
    }

    private ChartReference oci(String version) {
        return new ChartReference.Repository(
                URI.create(server.url("/charts").toString().replace("http:", "oci:")), "tool", version);
    }

    private void serveTool() {
        byte[] archive = ChartPackages.chart("tool", "1.0.0");
        server.serve("/index.yaml", RepositoryServer.index("tool", "1.0.0 tool-1.0.0.tgz " + Sha256.hex(archive)))
                .serve("/tool-1.0.0.tgz", archive);
    }

    private void standIn(String version) throws Exception {
        Path chart = Files.createDirectories(standIns.resolve("tool"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: tool\nversion: " + version + "\n");
    }

    private void deleteCache() throws Exception {
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A port that was just closed. */
    private static URI nobodysAddress() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
