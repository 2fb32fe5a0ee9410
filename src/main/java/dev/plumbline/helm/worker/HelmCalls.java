package dev.plumbline.helm.worker;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;

/**
 * Requests in helm-java's words. Never {@code debug()} (it prints values), never {@code upgrade().install()} (it forgets options,
 * the kubeconfig among them, when the release is missing), never wait or atomic: readiness is not Helm's business here.
 */
final class HelmCalls {

    String call(Request request) {
        String output =
                switch (request.operation()) {
                    case WARM_UP -> Helm.version().call();
                    case TEMPLATE -> template(request);
                    case INSTALL -> install(request);
                    case UPGRADE -> upgrade(request);
                    case UNINSTALL -> uninstall(request);
                };
        // A Go panic is swallowed by the library and looks like a result without content.
        if (output == null || (output.isBlank() && request.operation() != Request.Operation.TEMPLATE)) {
            throw new IllegalStateException("Helm gave no result: it crashed inside");
        }
        return output;
    }

    private String template(Request request) {
        return Helm.template(request.chart())
                .withName(request.name())
                .withNamespace(request.namespace())
                .withKubeVersion(request.kubernetesVersion())
                .withValuesFile(Path.of(request.values()))
                .call();
    }

    private String install(Request request) {
        return Helm.install(request.chart())
                .withName(request.name())
                .withNamespace(request.namespace())
                .withKubeConfig(Path.of(request.kubeconfig()))
                .withValuesFile(Path.of(request.values()))
                .disableOpenApiValidation()
                .call()
                .getOutput();
    }

    private String upgrade(Request request) {
        return Helm.upgrade(request.chart())
                .withName(request.name())
                .withNamespace(request.namespace())
                .withKubeConfig(Path.of(request.kubeconfig()))
                .withValuesFile(Path.of(request.values()))
                .resetValues()
                .disableOpenApiValidation()
                .call()
                .getOutput();
    }

    private String uninstall(Request request) {
        return Helm.uninstall(request.name())
                .withNamespace(request.namespace())
                .withKubeConfig(Path.of(request.kubeconfig()))
                .ignoreNotFound()
                .call();
    }
}
