package dev.granary.domain.realm;

import dev.granary.client.ClientId;
import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.audit.AuditType;
import dev.granary.grant.Grant;
import dev.granary.record.Revision;
import dev.granary.record.Times;
import dev.granary.spi.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * One tenant or issuer as its use cases see it. Safe for threads if its parts are.
 *
 * @param records the records of its namespace
 * @param clock tells the time
 * @param random a {@link java.security.SecureRandom}
 * @param skew how far two nodes' clocks may be apart, 0 to 60 s
 * @param audit is told of every event
 */
public record Realm(Records records, InstantSource clock, RandomGenerator random, Duration skew, AuditListener audit) {

    /** @throws IllegalArgumentException if the skew is out of its range */
    public Realm {
        if (skew.isNegative() || skew.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("skew: expected 0 to 60 s, got " + skew);
        }
    }

    /** The time, in whole microseconds. */
    public Instant now() {
        return Times.micros(clock.instant());
    }

    /** The revision of a write that was not sent before. */
    public Revision attempt() {
        return Revision.random(random);
    }

    /** A new secret of 256 random bits, as 43 characters of base64url. */
    public String secret() {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** A new random id: a UUID of version 4 (RFC 9562). */
    public String id() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /**
     * Tells of an event that is not about one grant.
     *
     * @param client whose request it was, or which client it is about
     * @param count how many it is about
     * @param detail what else there is to know; never a secret, a token or a session id
     */
    public void tell(AuditType type, Optional<ClientId> client, int count, String detail) {
        audit.on(new AuditEvent(type, now(), records.namespace(), client, Optional.empty(), count, detail));
    }

    /**
     * Tells of an event about one grant.
     *
     * @param detail what else there is to know; never a secret, a token or a session id
     */
    public void tell(AuditType type, Grant grant, String detail) {
        ClientId client = grant.granted().client();
        audit.on(new AuditEvent(
                type, now(), records.namespace(), Optional.of(client), Optional.of(grant.id()), 1, detail));
    }
}
