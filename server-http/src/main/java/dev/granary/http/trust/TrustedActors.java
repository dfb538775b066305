package dev.granary.http.trust;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of an issuer's own clients may have its tokens exchanged. Either sign is enough.
 *
 * @param claim the claim that names the client: {@code azp}, or {@code appid}, {@code cid}, {@code client_id} elsewhere
 * @param names those that are trusted, by that issuer's names
 * @param matcher trusts by a token's claims as well; it must be safe for threads
 */
public record TrustedActors(String claim, Set<String> names, Predicate<Map<String, Object>> matcher) {

    /** Nobody: only tokens that say themselves who may act are exchanged. */
    public static final TrustedActors NOBODY = of(Set.of());

    /** Copies the set. */
    public TrustedActors {
        names = Set.copyOf(names);
    }

    /** Those that {@code azp} names. */
    public static TrustedActors of(Set<String> names) {
        return new TrustedActors("azp", names, claims -> false);
    }

    /** The same, named by another claim. */
    public TrustedActors namedBy(String another) {
        return new TrustedActors(another, names, matcher);
    }

    /** The same and those whose tokens' claims are as this function says. */
    public TrustedActors or(Predicate<Map<String, Object>> another) {
        return new TrustedActors(claim, names, matcher.or(another));
    }

    /** Whether a token with these claims is of one that is trusted. */
    public boolean trust(Map<String, Object> claims) {
        return (claims.get(claim) instanceof String name && names.contains(name)) || matcher.test(claims);
    }
}
