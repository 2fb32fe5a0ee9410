package dev.plumbline.iam.policy;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads policies as IAM stores them, and as {@code iam:GetRole} and {@code iam:GetPolicyVersion} answer them: percent-encoded.
 * Strict where others are lenient: of a key written twice most parsers silently keep the last, and what a reviewer sees is then
 * not what is in force.
 */
public final class PolicyReader {
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final String VARIABLES_SINCE = "2012-10-17";
    private static final String BEFORE = "2008-10-17";
    private static final String STATEMENT = "Statement";

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();
    private final StatementReader statements;

    private PolicyReader(StatementReader.Use use) {
        this.statements = new StatementReader(use);
    }

    /** For the trust policies of roles: principals, and no resources. */
    public static PolicyReader ofTrust() {
        return new PolicyReader(StatementReader.Use.TRUST);
    }

    /** For what a role may do: resources, and no principals. */
    public static PolicyReader ofPermissions() {
        return new PolicyReader(StatementReader.Use.PERMISSIONS);
    }

    /**
     * @param text JSON, or percent-encoded JSON
     * @throws UnreadablePolicy if it is not a policy that IAM would keep
     */
    public PolicyDocument read(String text) throws UnreadablePolicy {
        JsonNode root = parse(decoded(text.strip()));
        Elements.require(root.isObject(), "the document is not a JSON object");
        Elements.known(root, DOCUMENT, "the document");
        List<Statement> read = new ArrayList<>();
        for (JsonNode node : Elements.each(root.path(STATEMENT))) {
            read.add(statements.read(node, read.size()));
        }
        Elements.require(!read.isEmpty(), "the document has no Statement");
        uniqueSids(read);
        return new PolicyDocument(variables(root), read);
    }

    private static String decoded(String text) {
        if (!text.startsWith("%7B") && !text.startsWith("%7b")) {
            return text;
        }
        // RFC 3986, in which a plus is a plus
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private JsonNode parse(String text) throws UnreadablePolicy {
        try {
            return json.readTree(text);
        } catch (JacksonException broken) {
            String where = broken.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    broken.getLocation().getLineNr(),
                                    broken.getLocation().getColumnNr());
            throw new UnreadablePolicy(broken.getOriginalMessage() + where);
        }
    }

    private static boolean variables(JsonNode root) throws UnreadablePolicy {
        String version = root.path("Version").asString(BEFORE);
        Elements.require(
                version.equals(VARIABLES_SINCE) || version.equals(BEFORE),
                "Version is \"%s\", allowed: %s, %s".formatted(version, VARIABLES_SINCE, BEFORE));
        return version.equals(VARIABLES_SINCE);
    }

    private static void uniqueSids(List<Statement> statements) throws UnreadablePolicy {
        Set<String> seen = new HashSet<>();
        for (Statement statement : statements) {
            Optional<String> twice = statement.sid().filter(sid -> !seen.add(sid));
            Elements.require(twice.isEmpty(), statement.label() + " has the Sid of another statement");
        }
    }
}
