package dev.plumbline.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.cluster.ScriptedApiServer;
import dev.plumbline.preflight.Finding;
import dev.plumbline.preflight.Finding.Verdict;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrantsTest {
    private static final String ESCALATES =
            "user \"u\" (groups=[]) is attempting to grant RBAC permissions not currently held: {}";

    static Stream<Arguments> answers() {
        HasMetadata role =
                new RoleBuilder().withNewMetadata().withName("r").endMetadata().build();
        HasMetadata binding = new RoleBindingBuilder()
                .withNewMetadata()
                .withName("r")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", "r")
                .build();
        HasMetadata everywhere = new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("r")
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "r")
                .build();
        return Stream.of(
                arguments(role, 403, ESCALATES, List.of(Verdict.WRONG)),
                arguments(binding, 403, ESCALATES, List.of(Verdict.WRONG)),
                arguments(everywhere, 403, ESCALATES, List.of(Verdict.WRONG)),
                // that it may not be written at all, others say
                arguments(role, 403, "roles is forbidden: u cannot patch", List.of()),
                arguments(role, 404, "namespaces \"external-secrets\" not found", List.of(Verdict.REMARK)),
                arguments(role, 422, "a webhook denied it", List.of(Verdict.UNKNOWN)),
                arguments(everywhere, 503, "come back later", List.of(Verdict.UNKNOWN)));
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("answers")
    void whatCouldNotBeTriedIsNoPass(HasMetadata object, int code, String message, List<Verdict> expected) {
        try (ScriptedApiServer server = new ScriptedApiServer().answers(code, message);
                KubernetesClient client = RenderedFixtures.client(server.address());
                Concurrently concurrently = new Concurrently()) {
            List<Finding> findings = new Grants(client, "u").of(RenderedFixtures.platform(object), concurrently);

            assertThat(findings).extracting(Finding::verdict).isEqualTo(expected);
            assertThat(findings).allSatisfy(finding -> assertThat(finding.found())
                    .contains(object.getKind())
                    .contains(code == 403 ? "holds less" : message));
            assertThat(server.requests()).isEqualTo(1);
        }
    }
}
