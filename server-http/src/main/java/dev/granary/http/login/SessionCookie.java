package dev.granary.http.login;

import dev.granary.http.exchange.Request;
import dev.granary.session.SessionId;
import java.net.URI;
import java.util.Optional;

/**
 * The cookie that names the last session that a browser logged in to, until the browser is closed. It logs nobody in; it
 * is for a logout whose application does not say which session it means.
 */
public final class SessionCookie {

    private final String name;
    private final String attributes;

    /** Makes cookies for an issuer. */
    public SessionCookie(URI issuer) {
        boolean secure = "https".equalsIgnoreCase(issuer.getScheme());
        this.name = secure ? "__Host-granary-session" : "granary-session";
        this.attributes = "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** The session that the sender of this request logged in to. */
    public Optional<SessionId> of(Request request) {
        return Optional.ofNullable(request.cookies().get(name))
                .filter(value -> value.matches("[A-Za-z0-9_-]{16,128}"))
                .map(SessionId::new);
    }

    /** The {@code Set-Cookie} field that names this session. */
    public String setting(SessionId session) {
        return name + "=" + session.value() + attributes;
    }

    /** The {@code Set-Cookie} field that names none any more. */
    public String clearing() {
        return name + "=" + attributes + "; Max-Age=0";
    }
}
