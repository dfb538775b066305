package dev.granary.http.upstream;

import dev.granary.domain.user.Profile;
import dev.granary.record.Sha256;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who logged in at an upstream. Never prints itself.
 *
 * @param subject the user as the upstream knows them, or a synthetic one
 * @param profile what the upstream says of them
 * @param synthetic whether the upstream does not say who it is, so that the subject is this login's only
 * @param claims all that was said of them: the claims of the ID token, or the document of the userinfo endpoint
 */
public record UpstreamIdentity(String subject, Profile profile, boolean synthetic, Map<String, Object> claims) {

    private static final int DIGITS = 32;

    /** Copies the map. */
    public UpstreamIdentity {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** Somebody of whom nothing is known but this access token. */
    static UpstreamIdentity synthetic(String accessToken) {
        String digits = Sha256.hex(accessToken);
        return new UpstreamIdentity("tk-" + digits.substring(0, DIGITS), Profile.UNKNOWN, true, Map.of());
    }

    @Override
    public String toString() {
        return "UpstreamIdentity[…]";
    }
}
