package dev.granary.domain.upstream;

import dev.granary.upstream.UpstreamToken;
import java.util.function.Function;

/** What a refresh came to, for all who wait for it: tokens, given only to their holder, or what to say instead. */
@FunctionalInterface
interface RefreshEnd {

    /** The answer for one who waits. */
    CredentialOutcome answer(Function<UpstreamToken, CredentialOutcome> giving);

    static RefreshEnd kept(UpstreamToken token) {
        return giving -> giving.apply(token);
    }

    static RefreshEnd of(CredentialOutcome outcome) {
        return giving -> outcome;
    }

    static RefreshEnd later(RefreshFault fault) {
        return of(new CredentialOutcome.Later(fault));
    }

    static RefreshEnd loginNeeded(LoginReason reason) {
        return of(new CredentialOutcome.LoginNeeded(reason));
    }

    static RefreshEnd ended() {
        return of(new CredentialOutcome.Unknown());
    }
}
