package dev.plumbline.observe;

import dev.plumbline.environment.Environment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What may be in the application namespace, by name; of kinds that run something, let something in, or hand something out. */
final class DeclaredObjects {
    /** Of these kinds, whatever was not declared is a stranger. */
    static final List<Kind> KINDS = List.of(
            Kind.DEPLOYMENT,
            Kind.STATEFUL_SET,
            Kind.DAEMON_SET,
            Kind.REPLICA_SET,
            Kind.JOB,
            Kind.CRON_JOB,
            Kind.POD,
            Kind.SERVICE,
            Kind.INGRESS,
            Kind.CONFIG_MAP,
            Kind.SECRET,
            Kind.SERVICE_ACCOUNT,
            Kind.AUTOSCALER,
            Kind.DISRUPTION_BUDGET,
            Kind.EXTERNAL_SECRET);

    private static final List<Kind> OF_A_SERVICE = List.of(
            Kind.DEPLOYMENT, Kind.SERVICE, Kind.SERVICE_ACCOUNT, Kind.AUTOSCALER, Kind.DISRUPTION_BUDGET, Kind.INGRESS);
    private static final List<Kind> OF_THE_CACHE = List.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.SERVICE);

    private final Environment environment;

    DeclaredObjects(Environment environment) {
        this.environment = environment;
    }

    Set<ObjectId> ids() {
        Set<ObjectId> ids = new LinkedHashSet<>();
        environment
                .services()
                .values()
                .forEach(service -> OF_A_SERVICE.forEach(kind -> add(ids, kind, service.name())));
        if (environment.endpoints().redis().isEmpty()) {
            OF_THE_CACHE.forEach(kind -> add(ids, kind, environment.redisCache().name()));
        }
        add(ids, Kind.CONFIG_MAP, "infra-config");
        add(ids, Kind.SECRET, environment.secrets().secretName());
        add(ids, Kind.EXTERNAL_SECRET, environment.secrets().secretName());
        // Kubernetes itself puts these into every namespace
        add(ids, Kind.CONFIG_MAP, "kube-root-ca.crt");
        add(ids, Kind.SERVICE_ACCOUNT, "default");
        return ids;
    }

    private void add(Set<ObjectId> ids, Kind kind, String name) {
        ids.add(new ObjectId(kind, environment.namespace(), name));
    }
}
