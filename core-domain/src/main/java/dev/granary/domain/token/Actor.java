package dev.granary.domain.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.granary.record.Text;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts for a token's subject, and who did before (RFC 8693 section 4.1). One of ours names no issuer.
 *
 * @param subject its identity, 1 to 2,048 characters
 * @param issuer who says so, if another issuer does
 * @param before who acted before it
 */
public record Actor(String subject, Optional<String> issuer, Optional<Actor> before) {

    /** The most actors in a chain. */
    public static final int MOST = 10;

    /** The most bytes of a chain as a claim. */
    public static final int LARGEST = 8 * 1024;

    /** @throws IllegalArgumentException if the chain is too long, too large or names nobody somewhere */
    public Actor {
        Text.require("actor", subject, 2048);
        issuer.ifPresent(text -> Text.require("actor's issuer", text, 2048));
        int length = 1 + before.map(Actor::length).orElse(0);
        if (length > MOST) {
            throw new IllegalArgumentException("actors: expected at most " + MOST + ", got " + length);
        }
        int size = JSONObjectUtils.toJSONString(claim(subject, issuer, before)).getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST) {
            throw new IllegalArgumentException("actors: expected at most " + LARGEST + " bytes, got " + size);
        }
    }

    /** One of ours that acts first. */
    public static Actor of(String subject) {
        return new Actor(subject, Optional.empty(), Optional.empty());
    }

    /**
     * Reads an {@code act} claim.
     *
     * @throws IllegalArgumentException if it is none, or too long or too large
     */
    public static Actor read(Object claim) {
        return read(claim, MOST);
    }

    /** The same, acting after these. @throws IllegalArgumentException if the chain gets too long or too large */
    public Actor after(Optional<Actor> earlier) {
        return new Actor(subject, issuer, earlier);
    }

    /** The same as this issuer says: who names no issuer is one of that issuer's own. */
    public Actor saidBy(String another) {
        return new Actor(subject, Optional.of(issuer.orElse(another)), before.map(earlier -> earlier.saidBy(another)));
    }

    /** How many there are. */
    public int length() {
        return 1 + before.map(Actor::length).orElse(0);
    }

    /** As an {@code act} claim. */
    public Map<String, Object> toClaim() {
        return claim(subject, issuer, before);
    }

    private static Map<String, Object> claim(String subject, Optional<String> issuer, Optional<Actor> before) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("sub", subject);
        issuer.ifPresent(text -> claim.put("iss", text));
        before.ifPresent(earlier -> claim.put("act", earlier.toClaim()));
        return claim;
    }

    private static Actor read(Object claim, int most) {
        if (most == 0 || !(claim instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("act: expected an object, nested at most " + MOST + " deep");
        }
        return new Actor(
                text(members, "sub").orElse(""),
                text(members, "iss"),
                Optional.<Object>ofNullable(members.get("act")).map(earlier -> read(earlier, most - 1)));
    }

    private static Optional<String> text(Map<?, ?> members, String name) {
        Optional<Object> member = Optional.ofNullable(members.get(name));
        if (member.filter(value -> !(value instanceof String)).isPresent()) {
            throw new IllegalArgumentException("act: expected " + name + " to be a text");
        }
        return member.map(Object::toString);
    }
}
