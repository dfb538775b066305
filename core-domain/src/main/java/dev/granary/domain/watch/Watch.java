package dev.granary.domain.watch;

import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.client.Clients;
import dev.granary.domain.consent.Consents;
import dev.granary.domain.dcr.DcrCredentials;
import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.replay.Assertions;
import dev.granary.domain.revocation.Revocations;
import dev.granary.domain.token.Tokens;
import dev.granary.domain.upstream.UpstreamCredentials;
import dev.granary.domain.upstream.UpstreamTokens;
import dev.granary.domain.user.Users;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets a listener watch use cases. What it returns does what was put in, and tells the listener. Safe for threads if
 * the listener is.
 *
 * @param listener is told
 */
public record Watch(OperationListener listener) {

    /** Watches tokens. */
    public Tokens over(Tokens tokens) {
        return new WatchedTokens(tokens, this);
    }

    /** Watches clients. */
    public Clients over(Clients clients) {
        return new WatchedClients(clients, this);
    }

    /** Watches logins. */
    public PendingAuthorizations over(PendingAuthorizations logins) {
        return new WatchedLogins(logins, this);
    }

    /** Watches upstream tokens. */
    public UpstreamTokens over(UpstreamTokens tokens) {
        return new WatchedUpstreamTokens(tokens, this);
    }

    /** Watches upstream tokens that are refreshed. */
    public UpstreamCredentials over(UpstreamCredentials credentials) {
        return new WatchedUpstreamCredentials(credentials, this);
    }

    /** Watches users. */
    public Users over(Users users) {
        return new WatchedUsers(users, this);
    }

    /** Watches our registrations at upstreams. */
    public DcrCredentials over(DcrCredentials registrations) {
        return new WatchedDcrCredentials(registrations, this);
    }

    /** Watches assertions. */
    public Assertions over(Assertions assertions) {
        return (assertion, expiresAt) -> watch(
                Operation.CONSUME_ASSERTION,
                () -> assertions.consume(assertion, expiresAt),
                outcome -> switch (outcome) {
                    case CONSUMED -> Ending.DONE;
                    case REPLAYED -> Ending.REPLAYED;
                    case OVER -> Ending.EXPIRED;
                });
    }

    /** Watches initial access tokens. */
    public InitialAccessTokens over(InitialAccessTokens tokens) {
        return new WatchedInitialAccessTokens(tokens, this);
    }

    /** Watches bulk revocations. */
    public Revocations over(Revocations revocations) {
        return new WatchedRevocations(revocations, this);
    }

    /** Watches consents. */
    public Consents over(Consents consents) {
        return new WatchedConsents(consents, this);
    }

    /** Does it, and tells how it ended, also when something is thrown. */
    <T> T watch(Operation operation, Supplier<T> work, Function<T, Ending> ending) {
        OperationListener.Running running = listener.begin(operation);
        Ending ended = Ending.FAILED;
        try {
            T result = work.get();
            ended = ending.apply(result);
            return result;
        } catch (RuntimeException e) {
            ended = Ending.of(e);
            throw e;
        } finally {
            running.end(ended);
        }
    }

    /** Does it; to return is to be done. */
    <T> T watch(Operation operation, Supplier<T> work) {
        return watch(operation, work, result -> Ending.DONE);
    }
}
