package dev.granary.http.upstream;

import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.RefreshAnswer;
import dev.granary.upstream.ProviderName;
import java.time.Instant;

/** A provider that users log in at. Safe for threads. */
public interface Upstream {

    /** What it is called here. */
    ProviderName name();

    /** Whether a login goes on without it if it fails. */
    boolean optional();

    /** Whether it is to ask the user at each login, so that nothing of a login before may take the place of that. */
    boolean asksEachTime();

    /**
     * Makes sure that a browser can be sent there.
     *
     * @throws UpstreamException if it cannot
     */
    Departure depart();

    /**
     * Whether an answer that names this issuer can be this upstream's (RFC 9207 section 2.4).
     *
     * @param issuer the {@code iss} parameter
     */
    boolean isNamed(String issuer);

    /**
     * Redeems a code, as the client that it was given to, and finds out who logged in.
     *
     * @throws UpstreamException if it cannot, or the answer is not acceptable
     */
    Arrival arrive(BroughtCode brought);

    /**
     * Renews our registration there if its secret is about to expire; otherwise nothing is asked.
     *
     * @return whether it was renewed
     * @throws UpstreamException if the upstream cannot be asked
     */
    boolean renew();

    /**
     * Redeems a refresh token, as {@link dev.granary.domain.upstream.UpstreamRefresh} says; whatever fails is an answer.
     *
     * @param until when another node may take over; nothing is sent that might be answered later
     */
    RefreshAnswer refresh(KeptUpstreamTokens kept, Instant until);
}
