package dev.plumbline.iam.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Where AWS is asked: at the region's public addresses, or at an emulator. Said to each client in full, since whatever is left open the
 * SDK takes from the surroundings: {@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, {@code AWS_USE_FIPS_ENDPOINT}, a {@code services}
 * section of {@code ~/.aws/config}. A request sent elsewhere is a signature, or a token, given away.
 *
 * @param region the environment's
 * @param emulator answers for every service; empty = AWS
 */
public record AwsAddress(String region, Optional<URI> emulator) {

    /** @param service its {@code serviceMetadata()} */
    public <B extends AwsClientBuilder<B, ?>> B tell(B builder, ServiceMetadata service) {
        Region own = Region.of(region);
        return at(builder, service, own);
    }

    /** The same for IAM, which is one for the whole partition and signed for the region that it has there. */
    public <B extends AwsClientBuilder<B, ?>> B tellGlobal(B builder, ServiceMetadata service) {
        return at(
                builder,
                service,
                switch (Partition.ofRegion(region)) {
                    case STANDARD -> Region.AWS_GLOBAL;
                    case CHINA -> Region.AWS_CN_GLOBAL;
                    case GOVERNMENT -> Region.AWS_US_GOV_GLOBAL;
                });
    }

    private <B extends AwsClientBuilder<B, ?>> B at(B builder, ServiceMetadata service, Region region) {
        return builder.region(service.signingRegion(region))
                .endpointOverride(emulator.orElseGet(() -> URI.create("https://" + service.endpointFor(region))))
                .fipsEnabled(false)
                .dualstackEnabled(false);
    }
}
