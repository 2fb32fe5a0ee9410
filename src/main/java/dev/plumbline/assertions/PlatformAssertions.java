package dev.plumbline.assertions;

import dev.plumbline.observe.SeenAccount;
import dev.plumbline.observe.SeenApiService;
import dev.plumbline.observe.SeenAutoscaler;
import dev.plumbline.observe.SeenBudget;
import dev.plumbline.observe.SeenConfig;
import dev.plumbline.observe.SeenConfiguration;
import dev.plumbline.observe.SeenContainer;
import dev.plumbline.observe.SeenDeploy;
import dev.plumbline.observe.SeenExchange;
import dev.plumbline.observe.SeenExternalSecret;
import dev.plumbline.observe.SeenNamespace;
import dev.plumbline.observe.SeenObject;
import dev.plumbline.observe.SeenPermissions;
import dev.plumbline.observe.SeenPod;
import dev.plumbline.observe.SeenProvider;
import dev.plumbline.observe.SeenReach;
import dev.plumbline.observe.SeenRelease;
import dev.plumbline.observe.SeenRole;
import dev.plumbline.observe.SeenSecret;
import dev.plumbline.observe.SeenSecretStore;
import dev.plumbline.observe.SeenService;
import dev.plumbline.observe.SeenToken;
import dev.plumbline.observe.SeenWorkload;
import dev.plumbline.observe.UnknownState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Assertions in the platform's words. A failure names the object, the environment and the source, and each field that is wrong: what
 * was expected, what was found, and where the expected value was declared.
 *
 * <pre>{@code
 * assertThat(observed.autoscalerOf(service)).declaredAt("autoscaling.gateway").scalesBetween(service.autoscaling());
 * }</pre>
 */
public final class PlatformAssertions {
    private PlatformAssertions() {}

    public static NamespaceAssert assertThat(SeenNamespace namespace) {
        return new NamespaceAssert(namespace);
    }

    public static ConfigAssert assertThat(SeenConfig config) {
        return new ConfigAssert(config);
    }

    public static AccountAssert assertThat(SeenAccount account) {
        return new AccountAssert(account);
    }

    public static AutoscalerAssert assertThat(SeenAutoscaler autoscaler) {
        return new AutoscalerAssert(autoscaler);
    }

    public static WorkloadAssert assertThat(SeenWorkload workload) {
        return new WorkloadAssert(workload);
    }

    public static ContainerAssert assertThat(SeenContainer container) {
        return new ContainerAssert(container);
    }

    public static ServiceAssert assertThat(SeenService service) {
        return new ServiceAssert(service);
    }

    public static BudgetAssert assertThat(SeenBudget budget) {
        return new BudgetAssert(budget);
    }

    public static PodAssert assertThat(SeenPod pod) {
        return new PodAssert(pod);
    }

    public static ReleaseAssert assertThat(SeenRelease release) {
        return new ReleaseAssert(release);
    }

    public static SecretStoreAssert assertThat(SeenSecretStore store) {
        return new SecretStoreAssert(store);
    }

    public static ExternalSecretAssert assertThat(SeenExternalSecret externalSecret) {
        return new ExternalSecretAssert(externalSecret);
    }

    public static SecretAssert assertThat(SeenSecret secret) {
        return new SecretAssert(secret);
    }

    public static ObjectAssert assertThat(SeenObject object) {
        return new ObjectAssert(object);
    }

    public static ApiServiceAssert assertThat(SeenApiService api) {
        return new ApiServiceAssert(api);
    }

    public static DeployAssert assertThat(SeenDeploy deploy) {
        return new DeployAssert(deploy);
    }

    public static TokenAssert assertThat(SeenToken token) {
        return new TokenAssert(token);
    }

    public static ConfigurationAssert assertThat(SeenConfiguration configuration) {
        return new ConfigurationAssert(configuration);
    }

    public static ReachAssert assertThat(SeenReach reach) {
        return new ReachAssert(reach);
    }

    public static RoleAssert assertThat(SeenRole role) {
        return new RoleAssert(role);
    }

    public static ProviderAssert assertThat(SeenProvider provider) {
        return new ProviderAssert(provider);
    }

    public static PermissionsAssert assertThat(SeenPermissions permissions) {
        return new PermissionsAssert(permissions);
    }

    public static ExchangeAssert assertThat(SeenExchange exchange) {
        return new ExchangeAssert(exchange);
    }

    /** Every one must satisfy it, and there must be one; the message has all that do not. */
    public static <T> void assertEach(Collection<T> all, Consumer<? super T> requirement) {
        if (all.isEmpty()) {
            throw new PlatformAssertionError("there is nothing to check: at least one was expected", List.of());
        }
        assertEachIfAny(all, requirement);
    }

    /** Every one must satisfy it, where it is right that there is none. */
    public static <T> void assertEachIfAny(Collection<T> all, Consumer<? super T> requirement) {
        List<AssertionError> errors = new ArrayList<>();
        for (T one : all) {
            try {
                requirement.accept(one);
            } catch (UnknownState unknown) {
                throw unknown;
            } catch (AssertionError error) {
                errors.add(error);
            }
        }
        PlatformAssertionError.throwAll(errors);
    }
}
