package dev.granary.storage.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A script that the server runs in one step.
 *
 * @param source what it says
 * @param sha by what name the server remembers it
 */
record Script(String source, String sha) {

    /** Reads a script that lies beside this class, and in front of it what all of them use. */
    static Script named(String name) {
        String source = read("part") + read(name);
        return new Script(source, HexFormat.of().formatHex(sha1(source.getBytes(StandardCharsets.UTF_8))));
    }

    private static String read(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("script " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("script " + name + " cannot be read", e);
        }
    }

    private static byte[] sha1(byte[] source) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(source);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    @Override
    public String toString() {
        return sha;
    }
}
