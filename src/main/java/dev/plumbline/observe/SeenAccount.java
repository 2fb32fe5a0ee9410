package dev.plumbline.observe;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.Optional;

/** A ServiceAccount as seen. */
public record SeenAccount(ServiceAccount object, Origin origin) implements Seen<ServiceAccount> {
    /** The annotation by which EKS lets pods of this account assume an IAM role. */
    public static final String ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

    /** The role that its pods assume. */
    public Optional<String> roleArn() {
        return Optional.ofNullable(annotations().get(ROLE_ANNOTATION));
    }

    @Override
    public String toString() {
        return id().toString();
    }
}
