package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The codes that are out. Each is taken once, within a minute. Safe for threads. */
final class Codes {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final Map<AuthorizationCode, Login> logins = new ConcurrentHashMap<>();
    private final InstantSource clock;

    Codes(InstantSource clock) {
        this.clock = clock;
    }

    /** Who logged in, on which request, and until when the code stands for it. */
    record Login(Username user, AuthenticationRequest request, Instant expiresAt) {}

    AuthorizationCode issue(Username user, AuthenticationRequest request) {
        Instant now = clock.instant();
        logins.values().removeIf(login -> !now.isBefore(login.expiresAt()));
        AuthorizationCode code = new AuthorizationCode();
        logins.put(code, new Login(user, request, now.plus(LIFE)));
        return code;
    }

    Optional<Login> take(AuthorizationCode code) {
        return Optional.ofNullable(logins.remove(code))
                .filter(login -> clock.instant().isBefore(login.expiresAt()));
    }
}
