package dev.plumbline.cli;

import dev.plumbline.cluster.ClusterIdentity;
import dev.plumbline.harness.Installation;

/** Says, before anything happens, which cluster it will happen to, and as whom. */
final class Headline {
    private Headline() {}

    static void print(Terminal terminal, Installation installation) {
        ClusterIdentity identity = installation.identity();
        terminal.say(
                "Environment %s on cluster %s (%s, Kubernetes %s, uid %s) as %s, run %s",
                installation.environment().name(),
                installation.cluster().name(),
                identity.server(),
                identity.plainVersion(),
                identity.uid(),
                identity.user(),
                installation.run().id());
        if (installation.environment().target().isLive()) {
            terminal.say(
                    "  AWS account %s, region %s; cluster_uid %s",
                    installation.environment().aws().accountId(),
                    installation.environment().aws().region(),
                    installation
                            .environment()
                            .cluster()
                            .uid()
                            .map(uid -> "pinned")
                            .orElse("not pinned: write it to environments/%s.yaml"
                                    .formatted(installation.environment().name())));
        }
        installation.warnings().forEach(warning -> terminal.say("  warning: %s", warning));
        installation.notes().forEach(note -> terminal.say("  note: %s", note));
    }
}
