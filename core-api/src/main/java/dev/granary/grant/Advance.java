package dev.granary.grant;

import dev.granary.record.Revision;
import dev.granary.record.Times;
import java.time.Instant;

/**
 * One call's wish to spend the current credential.
 *
 * @param presented the credential
 * @param binding who presents it, and for what
 * @param successor what is installed in its place
 * @param accessExpiresAt when the access token issued with it expires, at most the grant's end
 * @param attempt the revision of the write
 */
public record Advance(
        Presented presented, Binding binding, Successor successor, Instant accessExpiresAt, Revision attempt) {

    /** Cuts the time to microseconds. */
    public Advance {
        accessExpiresAt = Times.micros(accessExpiresAt);
    }

    /** The same wish, as another write. */
    public Advance attemptedAs(Revision another) {
        return new Advance(presented, binding, successor, accessExpiresAt, another);
    }
}
