package dev.plumbline.environment;

/**
 * The in-cluster Redis cache.
 *
 * @param service key of the service whose release brings it
 * @param name its Deployment and Service, {@code redis-cache}
 * @param port TCP port
 * @param imageRepository image without tag
 * @param imageTag image tag
 * @param resources requests and limits
 */
public record RedisCacheSettings(
        String service, String name, int port, String imageRepository, String imageTag, Resources resources) {}
