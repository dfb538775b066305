package dev.granary.http.trust;

import java.util.Set;
import java.util.TreeSet;

/**
 * Who is let in: those that are named, or everybody.
 *
 * @param names at least one; {@code *} alone stands for everybody
 */
public record AllowList(Set<String> names) {

    private static final String EVERYBODY = "*";

    /** Everybody. */
    public static final AllowList ANY = AllowList.of(EVERYBODY);

    /** Copies the set. @throws IllegalArgumentException if nobody is named, or somebody beside everybody */
    public AllowList {
        names = Set.copyOf(names);
        if (names.isEmpty() || (names.contains(EVERYBODY) && names.size() > 1)) {
            throw new IllegalArgumentException("expected names, or * alone for everybody");
        }
    }

    /** These. */
    public static AllowList of(String... names) {
        return new AllowList(Set.of(names));
    }

    /** Whether this one is let in. */
    public boolean includes(String name) {
        return isAny() || names.contains(name);
    }

    /** Whether everybody is. */
    public boolean isAny() {
        return names.contains(EVERYBODY);
    }

    @Override
    public String toString() {
        return new TreeSet<>(names).toString();
    }
}
