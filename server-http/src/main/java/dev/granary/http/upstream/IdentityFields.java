package dev.granary.http.upstream;

import dev.granary.domain.user.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document says who somebody is. Each is a list of paths, of which the first that leads to a text or a whole
 * number counts. A path is a member's name, or several parted by dots.
 *
 * @param subject what tells users apart; needed
 * @param name what to call them
 * @param email their e-mail address
 */
public record IdentityFields(List<String> subject, List<String> name, List<String> email) {

    /** The claims of OpenID Connect Core section 5.1. */
    public static final IdentityFields STANDARD =
            new IdentityFields(List.of("sub"), List.of("name", "preferred_username"), List.of("email"));

    private static final int LONGEST = 2048;

    /** Copies the lists. @throws IllegalArgumentException if no path leads to the subject, or one is empty */
    public IdentityFields {
        subject = List.copyOf(subject);
        name = List.copyOf(name);
        email = List.copyOf(email);
        if (subject.isEmpty()) {
            throw new IllegalArgumentException("subject fields: expected one path or more");
        }
        List.of(subject, name, email).forEach(paths -> paths.forEach(Document::requirePath));
    }

    /** The standard ones with another subject. */
    public static IdentityFields withSubject(String... paths) {
        return new IdentityFields(List.of(paths), STANDARD.name, STANDARD.email);
    }

    /** Whom a document is about; empty if it does not say. What may be told of it goes with it. */
    Optional<UpstreamIdentity> read(Document document, Map<String, Object> claims) {
        return document.first(subject)
                .filter(text -> text.length() <= LONGEST)
                .map(text -> new UpstreamIdentity(text, profile(document), false, claims));
    }

    Profile profile(Document document) {
        return new Profile(
                document.first(name).filter(text -> text.length() <= LONGEST),
                document.first(email).filter(text -> text.length() <= LONGEST));
    }
}
