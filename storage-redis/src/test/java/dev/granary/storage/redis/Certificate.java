package dev.granary.storage.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for the loopback interface that an authority of its own has signed, as PEM files.
 *
 * @param authority whom to trust
 * @param chain what a server shows
 * @param key the server's private key
 */
record Certificate(Path authority, Path chain, Path key) {

    private static final String PASSWORD = "changeit";

    /** Makes an authority and a certificate by it. */
    static Certificate in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("keys.p12");
        generate(store, "authority", "CN=Authority of the test", "-ext", "bc:critical=ca:true");
        generate(store, "server", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-signer", "authority");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new Certificate(
                Files.writeString(directory.resolve("authority.pem"), certificate(keys, "authority")),
                Files.writeString(directory.resolve("server.pem"), certificate(keys, "server")),
                Files.writeString(
                        directory.resolve("server.key"),
                        pem(
                                "PRIVATE KEY",
                                keys.getKey("server", PASSWORD.toCharArray()).getEncoded())));
    }

    private static void generate(Path store, String alias, String name, String... further)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(further));
        Path log = store.resolveSibling(alias + ".log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + Files.readString(log));
        }
    }

    private static String certificate(KeyStore keys, String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", keys.getCertificate(alias).getEncoded());
    }

    private static String pem(String what, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
    }
}
