package dev.plumbline.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Environment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfraConfigTest {
    @Test
    void devHasExactlyTheEntriesOfTheContract() {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("AWS_REGION", "us-west-2");
        expected.put("AWS_ACCOUNT_ID", "111122223333");
        expected.put("ENVIRONMENT", "dev");
        expected.put("NAMESPACE", "llm-judge");
        expected.put("GATEWAY_SERVICE_URL", "http://gateway-service.llm-judge.svc.cluster.local:8000");
        expected.put("REDIS_SERVICE_URL", "http://redis-service.llm-judge.svc.cluster.local:8001");
        expected.put("PERSISTENCE_SERVICE_URL", "http://persistence-service.llm-judge.svc.cluster.local:8002");
        expected.put("INFERENCE_SERVICE_URL", "http://inference-service.llm-judge.svc.cluster.local:8003");
        expected.put("JUDGE_SERVICE_URL", "http://judge-service.llm-judge.svc.cluster.local:8004");
        expected.put("REDIS_CACHE_HOST", "redis-cache.llm-judge.svc.cluster.local");
        expected.put("REDIS_CACHE_PORT", "6379");
        expected.put("RDS_HOST", "llm-judge-dev.c1synthetic1.us-west-2.rds.amazonaws.com");
        expected.put("RDS_PORT", "5432");
        expected.put(
                "SQS_INFERENCE_QUEUE_URL", "https://sqs.us-west-2.amazonaws.com/111122223333/llm-judge-dev-inference");
        expected.put("SQS_JUDGE_QUEUE_URL", "https://sqs.us-west-2.amazonaws.com/111122223333/llm-judge-dev-judge");
        expected.put("SNS_INFERENCE_TOPIC_ARN", "arn:aws:sns:us-west-2:111122223333:llm-judge-dev-inference");
        expected.put("SNS_JUDGE_TOPIC_ARN", "arn:aws:sns:us-west-2:111122223333:llm-judge-dev-judge");
        expected.put(
                "APPCONFIG_APPLICATION_ID",
                Environments.named("dev").appConfig().application());
        expected.put(
                "APPCONFIG_ENVIRONMENT_ID",
                Environments.named("dev").appConfig().environment());
        expected.put(
                "APPCONFIG_PROFILE_ID", Environments.named("dev").appConfig().profile());

        assertThat(Environments.platform("dev").infraConfig().getData()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "dev", "staging", "prod"})
    void everyEnvironmentNamesItselfAndItsOwnInfrastructure(String name) {
        Environment environment = Environments.named(name);
        Map<String, String> entries = Environments.platform(name).infraConfig().getData();

        assertThat(entries).hasSize(20).containsEntry("ENVIRONMENT", name);
        assertThat(entries).containsEntry("AWS_ACCOUNT_ID", environment.aws().accountId());
        assertThat(entries)
                .containsEntry("RDS_HOST", environment.endpoints().rds().host());
        assertThat(entries.values()).allSatisfy(value -> assertThat(value).isNotBlank());
    }

    @Test
    void anExternalCacheStandsInPlaceOfTheOneInTheCluster(@TempDir Path folder) {
        Environment environment = Environments.devWith(
                folder, "infrastructure_endpoints: {redis: {host: cache.example.com, port: 6390}}\n");

        assertThat(PlatformFactory.platformOf(environment).infraConfig().getData())
                .containsEntry("REDIS_CACHE_HOST", "cache.example.com")
                .containsEntry("REDIS_CACHE_PORT", "6390");
    }

    @Test
    void anotherNamespaceShowsInEveryAddress(@TempDir Path folder) {
        Environment environment = Environments.devWith(folder, "namespace: judges\n");

        assertThat(PlatformFactory.platformOf(environment).infraConfig().getData())
                .containsEntry("NAMESPACE", "judges")
                .containsEntry("GATEWAY_SERVICE_URL", "http://gateway-service.judges.svc.cluster.local:8000")
                .containsEntry("REDIS_CACHE_HOST", "redis-cache.judges.svc.cluster.local");
    }

    /** {@code printf 'A=1\nB=2\n' | sha256sum}. */
    @Test
    void checksumIsThatOfTheSortedLines() {
        Map<String, String> unsorted = new LinkedHashMap<>();
        unsorted.put("B", "2");
        unsorted.put("A", "1");

        assertThat(InfraConfig.checksum(unsorted))
                .isEqualTo("beb5f2519a8d4a22ff19d6b4ba05806c75710dc1ad7e2ef37ee1d1a950d4b074");
    }

    @Test
    void anyChangeChangesTheChecksum() {
        String before = InfraConfig.checksum(Map.of("A", "1", "B", "2"));

        assertThat(InfraConfig.checksum(Map.of("A", "1", "B", "3"))).isNotEqualTo(before);
        assertThat(InfraConfig.checksum(Map.of("A", "1"))).isNotEqualTo(before);
        assertThat(InfraConfig.checksum(Map.of("A", "1", "C", "2"))).isNotEqualTo(before);
    }
}
