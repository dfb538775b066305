package dev.granary.domain.token;

import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a token is exchanged for (RFC 8693), or an assertion (RFC 7523).
 *
 * @param granted what is granted to whom: without a session, so that nobody but the user's own client reaches the
 *     user's upstream tokens; it names as parents the sources and theirs, and begins when the earliest login did
 * @param sources the grants whose tokens are exchanged, as they were found live; none if another issuer made the token
 * @param actor who acts for the subject
 * @param expiresAt when the new token expires
 */
public record Exchange(Granted granted, List<Grant> sources, Optional<Actor> actor, Instant expiresAt) {

    /** Finds the parents. @throws IllegalArgumentException if they are more than ten */
    public Exchange {
        sources = List.copyOf(sources);
        expiresAt = Times.micros(expiresAt);
        granted = descending(granted, sources);
    }

    private static Granted descending(Granted granted, List<Grant> sources) {
        List<GrantId> parents = sources.stream()
                .flatMap(source -> Stream.concat(Stream.of(source.id()), source.granted().parents().stream()))
                .distinct()
                .toList();
        Instant begunAt =
                sources.stream().map(source -> source.granted().begunAt()).reduce(granted.begunAt(), Times::earlier);
        return new Granted(
                granted.client(),
                granted.subject(),
                Optional.empty(),
                granted.scopes(),
                granted.resources(),
                granted.senderKey(),
                begunAt,
                parents);
    }
}
