package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class OwnCertificatesTest {
    @Test
    void theAuthorityThatAKubeconfigNamesIsTheOnlyOne() throws GeneralSecurityException {
        X509Certificate own = publicAuthorities().get(0);
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://cluster.example")
                .withCaCertData(pem(own))
                .build();

        assertThat(OwnCertificates.alone(config, OwnCertificatesTest::trusted)).containsExactly(own);
        assertThat(config.getTrustStoreFile()).isNull();
        assertThat(config.getKeyStoreFile()).isNull();
    }

    @Test
    void whereItNamesNoneThePublicOnesAreTrusted() throws GeneralSecurityException {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("https://cluster.example")
                .build();

        assertThat(OwnCertificates.alone(config, OwnCertificatesTest::trusted)).hasSameElementsAs(publicAuthorities());
    }

    private static List<X509Certificate> trusted(Config config) {
        try {
            return issuers(SSLUtils.trustManagers(config));
        } catch (GeneralSecurityException | IOException unusable) {
            throw new AssertionError(unusable);
        }
    }

    private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
        TrustManagerFactory jvm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jvm.init((KeyStore) null);
        return issuers(jvm.getTrustManagers());
    }

    private static List<X509Certificate> issuers(TrustManager... managers) {
        return Stream.of(managers)
                .map(X509TrustManager.class::cast)
                .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()))
                .toList();
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        String text = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
