package dev.granary.dcr;

import dev.granary.record.Sha256;
import dev.granary.record.Text;
import java.util.Collection;
import java.util.TreeSet;

/**
 * Names a set of scopes: the SHA-256 hash over them, sorted, each once, joined by line feeds. The only definition of it.
 *
 * @param value 64 lower-case hex digits
 */
public record ScopesHash(String value) {

    /** @throws IllegalArgumentException if it is not 64 lower-case hex digits */
    public ScopesHash {
        if (!value.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("scopes hash: expected 64 lower-case hex digits");
        }
    }

    /**
     * The hash of these scopes, in any order; none is a set, too.
     *
     * @throws IllegalArgumentException if a scope is empty, not storable or has a line feed, and so could pass for two
     */
    public static ScopesHash of(Collection<String> scopes) {
        for (String scope : scopes) {
            Text.require("scope", scope, 512);
            if (scope.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("scope: expected no line feed");
            }
        }
        return new ScopesHash(Sha256.hex(String.join("\n", new TreeSet<>(scopes))));
    }
}
