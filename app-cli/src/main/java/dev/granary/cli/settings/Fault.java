package dev.granary.cli.settings;

/**
 * What is wrong with one key of the configuration. Holds no secret.
 *
 * @param key where it is, such as {@code upstreams[0].issuer}
 * @param wrong what is wrong
 * @param remedy what to write instead, or do
 */
public record Fault(String key, String wrong, String remedy) {

    @Override
    public String toString() {
        return key + ": " + wrong + "; " + remedy;
    }
}
