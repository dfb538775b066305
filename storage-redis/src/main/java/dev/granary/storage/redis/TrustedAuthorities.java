package dev.granary.storage.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** Whose certificates are trusted. The server's name is always verified. */
final class TrustedAuthorities {

    private static final String TYPE = "PKCS12";

    private TrustedAuthorities() {}

    /**
     * Says how to encrypt connections.
     *
     * @param file a PEM file of the authorities that are trusted instead of the platform's
     * @param faults what is wrong with the file is added here
     */
    static Optional<SslOptions> connections(Optional<String> file, List<String> faults) {
        SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
        if (file.isEmpty()) {
            return Optional.of(options.build());
        }
        try {
            byte[] store = authorities(Path.of(file.get()));
            return Optional.of(options.trustStoreType(TYPE)
                    .truststore(() -> new ByteArrayInputStream(store), new char[0])
                    .build());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            faults.add("tls-ca: the file cannot be read as PEM certificates; check its path and content");
            return Optional.empty();
        }
    }

    private static byte[] authorities(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        if (count == 0) {
            throw new IOException("no certificate");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, new char[0]);
        return out.toByteArray();
    }
}
