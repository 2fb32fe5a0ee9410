package dev.plumbline.observe;

import dev.plumbline.deploy.Journal;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentLoader;
import dev.plumbline.environment.TerraformInputs;
import dev.plumbline.helm.ReleaseId;
import dev.plumbline.helm.ReleaseStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform that really ran, kept as files: the environment it was made from, and what was seen of it. So what only a cluster can show
 * is tested where there is none. It holds no Secret's value and no token.
 */
public final class RecordedPlatform {
    private static final Path FOLDER = Path.of("src/test/resources/recorded-platform");
    private static final Path OBSERVED = FOLDER.resolve("observed.json.gz");
    private static final String ENVIRONMENT = "local";

    private RecordedPlatform() {}

    /** What is kept besides the environment. */
    record Recording(
            Instant at,
            String kubernetesVersion,
            ChartVersion chart,
            List<Listed> listings,
            List<Release> releases,
            Journal journal,
            Map<String, Map<String, String>> configurations,
            Map<String, Map<String, String>> endpoints,
            Map<String, Token> tokens) {}

    record Listed(Kind kind, String namespace, List<Map<String, Object>> objects) {}

    record Release(ReleaseId id, String chartName, String chartVersion, String status) {}

    record Token(
            String issuer, String clusterIssuer, String subject, List<String> audiences, boolean signedByCluster) {}

    /** The platform as it was recorded. */
    public static Observed read() {
        try (InputStream file = new GZIPInputStream(Files.newInputStream(OBSERVED))) {
            return observed(JsonMapper.shared().readValue(file, Recording.class));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + OBSERVED, failure);
        }
    }

    /** The text of the recording, as it is kept. */
    public static String text() throws IOException {
        try (InputStream file = new GZIPInputStream(Files.newInputStream(OBSERVED))) {
            return new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /**
     * The same platform as it would be read back after it was recorded.
     *
     * @param live a platform that is whole: what was not answered cannot be recorded
     */
    public static Observed replayed(Observed live) {
        return observed(JsonMapper.shared()
                .readValue(JsonMapper.shared().writeValueAsString(recording(live)), Recording.class));
    }

    /** Replaces the recording, and the copies of the environment files with it. */
    public static void write(Observed live, Path environments) {
        try {
            Path copies = Files.createDirectories(FOLDER.resolve("environments"));
            for (String file : List.of("platform.yaml", ENVIRONMENT + ".yaml")) {
                Files.copy(environments.resolve(file), copies.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
            try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(OBSERVED))) {
                file.write(JsonMapper.shared().writeValueAsBytes(recording(live)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + OBSERVED, failure);
        }
    }

    private static Recording recording(Observed live) {
        Map<ObjectIndex.Scope, List<HasMetadata>> groups = live.objects().stream()
                .filter(object -> Redaction.isPartOf(live, object))
                .collect(Collectors.groupingBy(
                        object -> new ObjectIndex.Scope(
                                ObjectId.of(object).kind(), ObjectId.of(object).namespace()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Evidence evidence = live.evidence();
        return new Recording(
                evidence.at(),
                live.environment().cluster().kubernetesVersion(),
                live.declared().releaseOf(live.declared().services().get(0)).chart(),
                groups.entrySet().stream()
                        .map(group -> new Listed(
                                group.getKey().kind(),
                                group.getKey().namespace(),
                                group.getValue().stream().map(Redaction::of).toList()))
                        .toList(),
                live.declared().releases().stream()
                        .map(live::releaseOf)
                        .map(seen -> new Release(
                                seen.id(),
                                seen.chartName(),
                                seen.chartVersion(),
                                seen.status().orElseThrow().toString()))
                        .toList(),
                evidence.deploy().orElseThrow(),
                answers(evidence.configurations(), SeenConfiguration::hashes),
                answers(evidence.endpoints(), SeenReach::found),
                answers(
                        evidence.tokens(),
                        token -> new Token(
                                token.issuer(),
                                token.clusterIssuer(),
                                token.subject(),
                                token.audiences(),
                                token.signedByCluster())));
    }

    private static <T, R> Map<String, R> answers(Answers<T> answers, Function<T, R> kept) {
        Map<String, R> all = new LinkedHashMap<>();
        answers.asked().forEach(whom -> all.put(whom, kept.apply(answers.of(whom))));
        return all;
    }

    private static Observed observed(Recording recording) {
        Environment environment = EnvironmentLoader.load(
                        FOLDER.resolve("environments"), ENVIRONMENT, TerraformInputs.outputs(FOLDER))
                .onStartedCluster(Map.of(), recording.kubernetesVersion());
        Origin origin = new Origin(environment, Source.ofCluster(environment.target()));
        Map<ObjectIndex.Scope, Listing> listings = new LinkedHashMap<>();
        // what had no object was listed all the same
        DeclaredObjects.KINDS.forEach(kind ->
                listings.put(new ObjectIndex.Scope(kind, environment.namespace()), new Listing.Listed(List.of())));
        Declared declared = new Declared(environment, recording.chart());
        declared.releases().forEach(release -> List.of(
                        Kind.SERVICE_ACCOUNT, Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.POD, Kind.SERVICE)
                .forEach(kind -> listings.putIfAbsent(
                        new ObjectIndex.Scope(kind, release.namespace()), new Listing.Listed(List.of()))));
        recording
                .listings()
                .forEach(listed -> listings.put(
                        new ObjectIndex.Scope(listed.kind(), listed.namespace()),
                        new Listing.Listed(listed.objects().stream()
                                .map(RecordedPlatform::object)
                                .toList())));
        return new Observed(
                origin,
                declared,
                ObjectIndex.listed(listings),
                SeenReleases.of(
                        recording.releases().stream()
                                .map(release -> new SeenRelease(
                                        release.id(),
                                        release.chartName(),
                                        release.chartVersion(),
                                        Optional.empty(),
                                        Optional.of(ReleaseStatus.parse(release.status())),
                                        origin))
                                .toList(),
                        Map.of()),
                evidence(recording, origin));
    }

    private static Evidence evidence(Recording recording, Origin origin) {
        Map<String, SeenConfiguration> configurations = new LinkedHashMap<>();
        recording
                .configurations()
                .forEach((pod, hashes) -> configurations.put(pod, new SeenConfiguration(pod, hashes, origin)));
        Map<String, SeenReach> endpoints = new LinkedHashMap<>();
        recording.endpoints().forEach((pod, found) -> endpoints.put(pod, new SeenReach(pod, found, origin)));
        Map<String, SeenToken> tokens = new LinkedHashMap<>();
        recording
                .tokens()
                .forEach((account, token) -> tokens.put(
                        account,
                        new SeenToken(
                                account,
                                token.issuer(),
                                token.clusterIssuer(),
                                token.subject(),
                                token.audiences(),
                                token.signedByCluster(),
                                origin)));
        return new Evidence(
                recording.at(),
                Optional.of(recording.journal()),
                Answers.of(configurations, Map.of()),
                Answers.of(endpoints, Map.of()),
                Answers.of(tokens, Map.of()),
                SeenAws.notAsked("this was recorded where AWS is emulated"));
    }

    private static HasMetadata object(Map<String, Object> tree) {
        return Serialization.unmarshal(Serialization.asJson(tree));
    }
}
