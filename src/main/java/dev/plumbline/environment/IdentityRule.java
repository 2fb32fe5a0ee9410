package dev.plumbline.environment;

import java.util.Set;

/** The environment is the one that was asked for, and it lives in namespaces of its own. */
record IdentityRule(String name) implements Rule {
    private static final Set<String> CLUSTERS_OWN = Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    @Override
    public void check(Inputs in, Findings findings) {
        same(in, findings, "the file's name", "environment");
        same(in, findings, "the environment", "tags", "Environment");
        in.text("namespace").ifPresent(namespace -> {
            if (CLUSTERS_OWN.contains(namespace)) {
                findings.add(
                        "\"%s\" belongs to the cluster".formatted(namespace), "a namespace of its own", "namespace");
            }
            for (String release : in.keys("releases")) {
                if (in.text("releases", release, "namespace")
                        .filter(namespace::equals)
                        .isPresent()) {
                    findings.add(
                            "\"%s\" is the namespace of release %s".formatted(namespace, release),
                            "a namespace of its own",
                            "namespace");
                }
            }
        });
    }

    private void same(Inputs in, Findings findings, String as, String... keys) {
        in.text(keys)
                .filter(text -> !text.equals(name))
                .ifPresent(text -> findings.add("\"%s\" is not %s".formatted(text, as), name, keys));
    }
}
