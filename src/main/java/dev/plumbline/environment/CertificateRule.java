package dev.plumbline.environment;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;

/** The cluster's certificate authority can be read as certificates: a truncated one fails here, not in the first TLS handshake. */
final class CertificateRule implements Rule {
    @Override
    public void check(Inputs in, Findings findings) {
        in.text("cluster_ca_certificate").ifPresent(text -> {
            try {
                byte[] pem = Base64.getDecoder().decode(text);
                if (CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))
                        .isEmpty()) {
                    findings.add("holds no certificate", Format.BASE64.allowed(), "cluster_ca_certificate");
                }
            } catch (IllegalArgumentException notBase64) {
                findings.add("is not base64, or was cut off", Format.BASE64.allowed(), "cluster_ca_certificate");
            } catch (CertificateException notPem) {
                findings.add(
                        "is base64, but not of a PEM certificate", Format.BASE64.allowed(), "cluster_ca_certificate");
            }
        });
    }
}
