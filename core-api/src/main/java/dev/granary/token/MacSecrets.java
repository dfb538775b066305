package dev.granary.token;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets a node knows. They rotate as signing keys do: known to every node, then used, then kept for accusing until
 * no grant older than the change is left.
 */
public final class MacSecrets {

    private final MacSecret current;
    private final Map<String, MacSecret> byId = new LinkedHashMap<>();

    /**
     * Knows these secrets.
     *
     * @param current makes new values
     * @param others recognised only
     * @throws IllegalArgumentException if the current one has leaked or two share an id
     */
    public MacSecrets(MacSecret current, List<MacSecret> others) {
        if (!current.accuses()) {
            throw new IllegalArgumentException(
                    "secret " + current.id() + ": a leaked secret cannot be the current one");
        }
        this.current = current;
        byId.put(current.id(), current);
        for (MacSecret other : others) {
            if (byId.put(other.id(), other) != null) {
                throw new IllegalArgumentException("secret " + other.id() + ": two secrets have this id");
            }
        }
    }

    MacSecret current() {
        return current;
    }

    Optional<MacSecret> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    @Override
    public String toString() {
        return "MacSecrets" + byId.values();
    }
}
