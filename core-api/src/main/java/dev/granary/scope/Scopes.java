package dev.granary.scope;

import dev.granary.record.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;

/**
 * A set of scope tokens (RFC 6749 section 3.3), sorted.
 *
 * @param values scope tokens: printable ASCII without space, {@code "} and {@code \}, up to 512 characters each
 */
public record Scopes(SortedSet<String> values) {

    /** No scope. */
    public static final Scopes NONE = new Scopes(Collections.emptySortedSet());

    /** Copies the set. @throws IllegalArgumentException if a token is not of RFC 6749's form */
    public Scopes {
        values = SortedValues.copyOf(values);
        values.forEach(Scopes::requireToken);
    }

    /** The set of these tokens. */
    public static Scopes of(Collection<String> tokens) {
        return new Scopes(SortedValues.copyOf(tokens));
    }

    /** The set of these tokens. */
    public static Scopes of(String... tokens) {
        return of(List.of(tokens));
    }

    /** The set that a {@code scope} parameter spells, tokens parted by spaces. */
    public static Scopes parse(String parameter) {
        return parameter.isBlank() ? NONE : of(List.of(parameter.trim().split(" +")));
    }

    /** Whether all of {@code other} is in this set. */
    public boolean contains(Scopes other) {
        return values.containsAll(other.values);
    }

    /** Whether this token is in the set. */
    public boolean contains(String token) {
        return values.contains(token);
    }

    /** As a {@code scope} parameter spells it. */
    @Override
    public String toString() {
        return String.join(" ", values);
    }

    private static void requireToken(String token) {
        Text.require("scope", token, 512);
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= 0x20 || c >= 0x7f || c == '"' || c == '\\') {
                throw new IllegalArgumentException(
                        "scope: expected printable ASCII without space, quote and backslash");
            }
        }
    }
}
