package dev.granary.http.document;

import dev.granary.client.Client;
import dev.granary.client.ClientId;
import dev.granary.http.document.Cache.Kept;
import dev.granary.http.outbound.Outbound;
import dev.granary.http.outbound.OutboundAnswer;
import dev.granary.http.outbound.OutboundException;
import dev.granary.http.outbound.OutboundLimits;
import dev.granary.http.outbound.OutboundRequest;
import dev.granary.http.outbound.SharedCalls;
import dev.granary.http.outcome.RefusedException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds clients by their documents. What was found is kept, and for a short while that nothing was; who asks for the same
 * at once shares one request. When a host does not answer, the document that it gave last is good for an hour more. Safe
 * for threads.
 */
final class ClientDocuments {

    /** How long a document may take, and how large it may be. */
    static final OutboundLimits LIMITS = new OutboundLimits(10 * 1024, Duration.ofSeconds(5));

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofHours(1);
    private static final int MOST_AT_ONCE = 16;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?(\\d{1,9})");

    private final Logger log = LoggerFactory.getLogger(ClientDocuments.class);
    private final Outbound outbound;
    private final ClientDocument documents;
    private final DocumentPolicy policy;
    private final InstantSource clock;
    private final Cache<ClientId, Client> found;
    private final Cache<ClientId, String> missed;
    private final SharedCalls<ClientId, Optional<Client>> underway = new SharedCalls<>();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    ClientDocuments(Outbound outbound, ClientDocument documents, DocumentPolicy policy, InstantSource clock) {
        this.outbound = outbound;
        this.documents = documents;
        this.policy = policy;
        this.clock = clock;
        this.found = new Cache<>(policy.cached());
        // Of its own, so that made-up URLs drive no real client out.
        this.missed = new Cache<>(policy.cached());
    }

    /** The client whose document is there. */
    Optional<Client> find(ClientId id, URI url) {
        Instant now = clock.instant();
        Optional<Kept<Client>> kept = found.find(id);
        if (kept.filter(client -> client.isFresh(now)).isPresent()) {
            return kept.map(Kept::value);
        }
        if (missed.find(id).filter(miss -> miss.isFresh(now)).isPresent()) {
            return stale(id, now);
        }
        return underway.call(id, () -> fetch(id, url));
    }

    private Optional<Client> fetch(ClientId id, URI url) {
        if (!places.tryAcquire()) {
            return stale(id, clock.instant());
        }
        try {
            OutboundAnswer answer = outbound.send(OutboundRequest.get(url));
            return answer.status() >= 500 ? unreachable(id, "it answered " + answer.status()) : read(id, answer);
        } catch (OutboundException e) {
            return e.kind() == OutboundException.Kind.TOO_LARGE || e.kind() == OutboundException.Kind.FORBIDDEN
                    ? refused(id, e.getMessage())
                    : unreachable(id, e.getMessage());
        } finally {
            places.release();
        }
    }

    private Optional<Client> read(ClientId id, OutboundAnswer answer) {
        if (answer.status() != 200) {
            return refused(id, "it answered " + answer.status());
        }
        try {
            Optional<Client> client = answer.object().flatMap(document -> documents.read(id, document));
            client.ifPresent(fresh ->
                    found.keep(id, new Kept<>(fresh, clock.instant().plus(life(answer)))));
            return client.isPresent() ? client : refused(id, "it is no document of such a client");
        } catch (RefusedException e) {
            return refused(id, "it asks for what is not to be had: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return refused(id, "it is malformed");
        }
    }

    /** What the document says now counts, not what it said before. */
    private Optional<Client> refused(ClientId id, String why) {
        found.forget(id);
        miss(id, why);
        return Optional.empty();
    }

    private Optional<Client> unreachable(ClientId id, String why) {
        miss(id, why);
        return stale(id, clock.instant());
    }

    private void miss(ClientId id, String why) {
        missed.keep(id, new Kept<>(why, clock.instant().plus(SHORTEST)));
        log.debug("a client's document is not taken: {}", why);
    }

    private Optional<Client> stale(ClientId id, Instant now) {
        return found.find(id)
                .filter(kept -> now.isBefore(kept.until().plus(STALE)))
                .map(Kept::value);
    }

    /** What the document's host says (RFC 9111 section 5.2.2), within bounds. */
    private Duration life(OutboundAnswer answer) {
        String control = answer.header("cache-control").orElse("").toLowerCase(Locale.ROOT);
        if (control.contains("no-store") || control.contains("no-cache")) {
            return shorter(SHORTEST, policy.life());
        }
        Matcher age = MAX_AGE.matcher(control);
        Duration said = age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : policy.life();
        Duration least = said.compareTo(SHORTEST) < 0 ? SHORTEST : said;
        return shorter(least, policy.life());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
