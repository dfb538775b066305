package dev.granary.domain.seal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that seal and open. The current one seals, all of them open. */
public final class KeyRing {

    private final SealingKey current;
    private final Map<String, SealingKey> byId = new LinkedHashMap<>();

    /**
     * Makes a ring.
     *
     * @throws IllegalArgumentException if two keys share an id
     */
    public KeyRing(SealingKey current, List<SealingKey> others) {
        this.current = current;
        byId.put(current.id(), current);
        for (SealingKey other : others) {
            if (byId.put(other.id(), other) != null) {
                throw new IllegalArgumentException("key ring: two keys have the id " + other.id());
            }
        }
    }

    SealingKey current() {
        return current;
    }

    Optional<SealingKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The ids of all keys, the current one first. */
    public List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    @Override
    public String toString() {
        return "KeyRing" + byId.keySet();
    }
}
