package dev.plumbline.environment;

import java.util.regex.Pattern;

/**
 * How a text input is written. The patterns mean the same in Java and in JSON Schema.
 *
 * @param allowed in words, with an example
 * @param pattern for the whole text
 */
record Format(String allowed, Pattern pattern) {
    private static final String ARN = "arn:aws(-cn|-us-gov)?:";
    private static final String REGION_PART = "[a-z]{2}(-[a-z]+)+-[0-9]";
    private static final String HOST_PART = "[a-zA-Z0-9]([-a-zA-Z0-9.]*[a-zA-Z0-9])?";
    private static final String POSITIVE = "(?!0+(\\.0+)?([a-zA-Z]|$))";

    static final Format REGION = of("an AWS region such as us-west-2", REGION_PART);
    static final Format ACCOUNT = of("12 digits in quotes", "[0-9]{12}");
    static final Format DNS_LABEL =
            of("lower-case letters, digits and '-', at most 63", "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    static final Format OBJECT_NAME = of(
            "lower-case letters, digits and '-', a letter first, at most 53 (Helm's limit for a release)",
            "[a-z]([-a-z0-9]{0,51}[a-z0-9])?");
    static final Format SERVICE_KEY = of("a service key such as gateway", "[a-z]([a-z0-9_]*[a-z0-9])?");
    static final Format RELEASE_KEY = of("a release key such as metrics_server", "[a-z]([a-z0-9_]*[a-z0-9])?");
    static final Format ROLE_KEY = of("a role key such as gateway_service", "[a-z]([a-z0-9_]*[a-z0-9])?");
    static final Format LABEL_KEY = of(
            "a Kubernetes label key: letters, digits, '-', '_', '.', at most 63, optionally after a DNS name and '/'",
            "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    static final Format LABEL_VALUE = of(
            "a Kubernetes label value: letters, digits, '-', '_', '.', at most 63, a letter or digit first and last",
            "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    static final Format CLUSTER_NAME =
            of("an EKS cluster name: letters, digits, '-', '_', at most 100", "[0-9A-Za-z][A-Za-z0-9_-]{0,99}");
    static final Format API_SERVER =
            of("https://HOST or https://HOST:PORT", "https://" + HOST_PART + "(:[0-9]{1,5})?/?");
    static final Format URL = of("an http:// or https:// address", "https?://[^\\s/]+(/\\S*)?");
    static final Format BASE64 = of("base64 of a PEM certificate, in one line", "[A-Za-z0-9+/]+={0,2}");
    static final Format OIDC_PROVIDER = of(
            "arn:aws:iam::ACCOUNT:oidc-provider/oidc.eks.REGION.amazonaws.com/id/ID",
            ARN + "iam::[0-9]{12}:oidc-provider/oidc\\.eks\\." + REGION_PART
                    + "\\.amazonaws\\.com(\\.cn)?/id/[0-9A-Za-z]+");
    static final Format ROLE_ARN =
            of("arn:aws:iam::ACCOUNT:role/NAME", ARN + "iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]*[A-Za-z0-9_+=,.@-]");
    static final Format TOPIC_ARN = of(
            "arn:aws:sns:REGION:ACCOUNT:NAME",
            ARN + "sns:" + REGION_PART + ":[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");
    static final Format QUEUE_URL = of(
            "https://sqs.REGION.amazonaws.com/ACCOUNT/NAME",
            "https?://[^\\s/]+/[0-9]{12}/[A-Za-z0-9_-]{1,80}(\\.fifo)?");
    static final Format SECRET_ID = of(
            "a Secrets Manager name, or arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX",
            "(" + ARN + "secretsmanager:" + REGION_PART + ":[0-9]{12}:secret:)?[A-Za-z0-9/_+=.@-]{1,512}");
    static final Format APPCONFIG_ID = of("an AppConfig id, 4 to 7 lower-case letters and digits", "[a-z0-9]{4,7}");
    static final Format IMAGE_PREFIX = of(
            "a registry host and path without scheme, tag or trailing '/'",
            HOST_PART + "(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");
    static final Format IMAGE_TAG =
            of("an image tag: letters, digits, '_', '.', '-', at most 128", "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    static final Format REGISTRY_HOST = of("HOST or HOST:PORT", HOST_PART + "(:[0-9]{1,5})?");
    static final Format ENDPOINT = of("HOST or HOST:PORT", HOST_PART + "(:[0-9]{1,5})?");
    static final Format CHART_REPOSITORY =
            of("https://..., http://..., oci://... or a local folder", "((https?|oci)://|file:)\\S+|[^:\\s]+");
    static final Format CHART_VERSION =
            of("an exact version such as 3.12.0", "v?[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?");
    static final Format CPU = of(
            "CPUs such as 500m, 2 or 0.5, more than 0, in quotes if a number",
            POSITIVE + "([0-9]+m|[0-9]+(\\.[0-9]{1,3})?)");
    static final Format MEMORY =
            of("bytes such as 512Mi or 1Gi, more than 0", POSITIVE + "[0-9]+(\\.[0-9]+)?([KMGTPE]i|[kMGTPE])?");
    static final Format DURATION = of("a duration such as 30s, 15m or 1h", "([0-9]+(\\.[0-9]+)?(ms|s|m|h))+");
    static final Format AGE = of("minutes, hours or days such as 90m, 24h or 7d", "[1-9][0-9]{0,4}[mhd]");
    static final Format KUBERNETES_VERSION =
            of("MAJOR.MINOR or MAJOR.MINOR.PATCH, in quotes: \"1.30\"", "1\\.[0-9]{1,2}(\\.[0-9]{1,3})?");
    static final Format VPC = of("vpc- and 8 or 17 hexadecimal digits", "vpc-([0-9a-f]{8}|[0-9a-f]{17})");
    static final Format UID = of(
            "the UID of namespace kube-system, such as 1b4e28ba-2fa1-4d3b-a3f5-0b0f6e9c1d22",
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    static final Format HTTP_PATH = of("a path that starts with '/'", "/\\S*");
    static final Format DIRECTORY = of("a folder relative to the project's root", "[^/\\s]\\S*");
    static final Format PROPERTY = of("the name of a JSON property", "[A-Za-z0-9_.-]{1,253}");
    static final Format PROFILE = of("the name of a profile", "[A-Za-z0-9_.@/+=-]{1,128}");
    static final Format EXTERNAL_ID = of("2 to 1224 letters, digits and +=,.@:/-", "[\\w+=,.@:/-]{2,1224}");
    static final Format AWS_SERVICE = of("an AWS service id such as sts or secretsmanager", "[a-z][a-z0-9]*");

    static final Format ACTION = of("an action such as sns:Publish", "[a-z0-9-]+:[A-Za-z]+");
    static final Format RESOURCE = of(
            "an ARN, *, topic/inference, topic/judge, queue/inference, queue/judge, secret/rds or appconfig/profile",
            "\\*|(topic|queue)/(inference|judge)|secret/rds|appconfig/profile|arn:\\S+");
    static final Format CONTEXT_KEY = of("a context key such as aws:RequestTag/team", "[a-z0-9-]+:\\S+");
    static final Format CONTEXT_VALUE = of("a text", "\\S(.*\\S)?");
    static final Format IGNORE_KEY = of("a name such as mesh_annotations", "[a-z][-a-z0-9_]{0,62}");
    static final Format OBJECT_PATTERN =
            of("Kind/namespace/name or Kind/name, * for any text", "[A-Za-z*]+(/[-a-z0-9.*]+)?/[-A-Za-z0-9.:_*]+");
    static final Format FIELD_PATTERN = of("a field as drift prints it, * for any text", "\\S+( \\S+)*");
    static final Format SENTENCE = of("a reason of at least 10 characters", "\\S.{8,}\\S");
    static final Format DAY = of("a day such as 2027-01-31", "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
    static final Format CHECK = of("the id of a check such as BEH-002", "[A-Z]+-[0-9]{3}");

    private static Format of(String allowed, String regex) {
        return new Format(allowed, Pattern.compile(regex));
    }

    boolean accepts(String text) {
        return pattern.matcher(text).matches();
    }
}
