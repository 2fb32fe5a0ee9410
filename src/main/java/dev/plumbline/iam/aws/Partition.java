package dev.plumbline.iam.aws;

/** The separate worlds of AWS, by the regions in them. */
public enum Partition {
    STANDARD("aws", "amazonaws.com"),
    CHINA("aws-cn", "amazonaws.com.cn"),
    GOVERNMENT("aws-us-gov", "amazonaws.com");

    private final String id;
    private final String domain;

    Partition(String id, String domain) {
        this.id = id;
        this.domain = domain;
    }

    public static Partition ofRegion(String region) {
        return region.startsWith("cn-") ? CHINA : region.startsWith("us-gov-") ? GOVERNMENT : STANDARD;
    }

    /** The second part of its ARNs. */
    public String id() {
        return id;
    }

    /** The regional STS: the global one is another region's for most clusters, and China has none. */
    public String stsHost(String region) {
        return "sts." + region + "." + domain;
    }
}
