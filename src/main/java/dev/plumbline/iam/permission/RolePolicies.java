package dev.plumbline.iam.permission;

import dev.plumbline.iam.policy.PolicyDocument;
import java.util.Map;

/**
 * The policies that say what a role may do.
 *
 * @param documents inline and attached ones by name
 * @param boundary whether a permissions boundary narrows them, which documents alone do not show
 */
public record RolePolicies(Map<String, PolicyDocument> documents, boolean boundary) {
    public RolePolicies {
        documents = Map.copyOf(documents);
    }
}
