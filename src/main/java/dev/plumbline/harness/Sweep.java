package dev.plumbline.harness;

import dev.plumbline.helm.HelmWorkers;
import dev.plumbline.local.LocalCache;
import dev.plumbline.local.LocalCluster;
import dev.plumbline.local.LocalClusterException;
import dev.plumbline.local.Preparation;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes what dead runs left on this machine: throw-away clusters with all that was on them, their folders and kubeconfigs, the private
 * folders of Helm workers with values files, the state of throw-away platforms, and images of our own that newer ones have replaced. What belongs to a living run, and the cluster of
 * {@code up}, stays.
 */
public final class Sweep {
    private Sweep() {}

    /** @return what was removed, for people; where no Docker answers, what was not looked at */
    public static List<String> of(Workspace workspace) {
        List<String> removed = new ArrayList<>();
        try {
            LocalCache cache = new LocalCache(workspace.cache());
            removed.addAll(new LocalCluster(cache, line -> {}).sweep());
            removed.addAll(new Preparation(workspace.root(), cache, line -> {}).sweep());
        } catch (LocalClusterException noDocker) {
            removed.add("clusters were not looked at: " + noDocker.getMessage());
        }
        removed.addAll(folders(workspace));
        return removed;
    }

    static List<String> folders(Workspace workspace) {
        List<String> removed = new ArrayList<>();
        PrivateState.sweep(workspace.state()).forEach(folder -> removed.add("state " + folder));
        HelmWorkers.sweep(workspace.state().resolve("work")).forEach(folder -> removed.add("work folder " + folder));
        return removed;
    }
}
