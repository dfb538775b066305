package dev.granary.consent;

import dev.granary.record.Index;
import dev.granary.record.IndexValue;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.record.StoredRecord;
import dev.granary.record.Times;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a user allowed a client.
 *
 * @param key client and user
 * @param scopes the scopes that were allowed
 * @param resources the resources that were allowed (RFC 8707)
 * @param grantedAt when they were allowed last
 * @param stamp revision, count and carried fields
 */
public record Consent(ConsentKey key, Scopes scopes, SortedSet<Resource> resources, Instant grantedAt, Stamp stamp)
        implements StoredRecord<ConsentKey> {

    /** Lists consents by the user who gave them. */
    public static final Index<Consent> BY_SUBJECT = new Index<>(
            "subject",
            consent -> Optional.of(IndexValue.of(consent.key().subject().value())));

    /** Lists consents by the client that was allowed. */
    public static final Index<Consent> BY_CLIENT = new Index<>(
            "client",
            consent -> Optional.of(IndexValue.of(consent.key().client().value())));

    /** The kind of record that consents are. */
    public static final RecordKind<ConsentKey, Consent> KIND =
            new RecordKind<>("consents", new ConsentCodec(), List.of(BY_SUBJECT, BY_CLIENT));

    /** Copies the set, cuts the time to microseconds. */
    public Consent {
        resources = Resource.setOf(resources);
        grantedAt = Times.micros(grantedAt);
    }

    @Override
    public Instant retainUntil() {
        return Times.FOREVER;
    }
}
