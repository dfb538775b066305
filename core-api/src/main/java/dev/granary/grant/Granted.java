package dev.granary.grant;

import dev.granary.client.ClientId;
import dev.granary.record.Times;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.session.SessionId;
import dev.granary.user.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What was granted to whom. It never changes in a grant's life.
 *
 * @param client the client that holds the grant
 * @param subject whom the tokens are about
 * @param session the upstream login whose tokens may be used
 * @param scopes the most that a token of the grant may carry
 * @param resources where tokens of the grant may be used (RFC 8707); none means that it was not said
 * @param senderKey the key that every redemption must prove (RFC 9449)
 * @param begunAt when the login that led here began; fences set later refuse the grant
 * @param parents the grants this one was exchanged for (RFC 8693), at most ten; it lives only while they all do
 */
public record Granted(
        ClientId client,
        Subject subject,
        Optional<SessionId> session,
        Scopes scopes,
        SortedSet<Resource> resources,
        Optional<SenderKey> senderKey,
        Instant begunAt,
        List<GrantId> parents) {

    /** The most parents a grant can name. */
    public static final int MOST_PARENTS = 10;

    /** Copies the collections. @throws IllegalArgumentException if there are more than ten parents */
    public Granted {
        resources = Resource.setOf(resources);
        begunAt = Times.micros(begunAt);
        parents = List.copyOf(parents);
        if (parents.size() > MOST_PARENTS) {
            throw new IllegalArgumentException("parents: expected at most " + MOST_PARENTS + ", got " + parents.size());
        }
    }

    /** A grant to {@code client} about {@code subject} for {@code scopes}, with nothing else set. */
    public static Granted of(ClientId client, Subject subject, Scopes scopes, Instant begunAt) {
        return new Granted(
                client,
                subject,
                Optional.empty(),
                scopes,
                Collections.emptySortedSet(),
                Optional.empty(),
                begunAt,
                List.of());
    }

    /** The same, bound to a session. */
    public Granted inSession(SessionId id) {
        return new Granted(client, subject, Optional.of(id), scopes, resources, senderKey, begunAt, parents);
    }

    /** The same, for these resources. */
    public Granted forResources(SortedSet<Resource> wanted) {
        return new Granted(client, subject, session, scopes, wanted, senderKey, begunAt, parents);
    }

    /** The same, for a sender that proves this key. */
    public Granted boundTo(SenderKey key) {
        return new Granted(client, subject, session, scopes, resources, Optional.of(key), begunAt, parents);
    }

    /** The same, exchanged for tokens of these grants. */
    public Granted from(List<GrantId> grants) {
        return new Granted(client, subject, session, scopes, resources, senderKey, begunAt, grants);
    }
}
