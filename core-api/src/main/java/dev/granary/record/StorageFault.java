package dev.granary.record;

import java.util.Optional;

/**
 * Where and how a storage failed, fit for a log: no value, no key in clear, no message of a driver.
 *
 * @param backend the storage's id, such as {@code memory}
 * @param operation the port's verb, such as {@code replace}
 * @param kind the record kind's name
 * @param keyHash a hash of the key, if one record was meant
 * @param code the vendor's error code, if there was one
 * @param remedy what to do, in one sentence
 */
public record StorageFault(
        String backend, String operation, String kind, Optional<String> keyHash, Optional<String> code, String remedy) {

    /** A fault that no single key and no vendor's code belongs to. */
    public static StorageFault of(String backend, String operation, String kind, String remedy) {
        return new StorageFault(backend, operation, kind, Optional.empty(), Optional.empty(), remedy);
    }

    /** One line for people. */
    public String describe() {
        return backend + ": " + operation + " of " + kind
                + keyHash.map(hash -> " key " + hash).orElse("")
                + code.map(text -> " (code " + text + ")").orElse("")
                + ": " + remedy;
    }
}
