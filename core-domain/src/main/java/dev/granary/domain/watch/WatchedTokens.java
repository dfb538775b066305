package dev.granary.domain.watch;

import dev.granary.client.ClientId;
import dev.granary.domain.token.Caller;
import dev.granary.domain.token.CodeOutcome;
import dev.granary.domain.token.Exchange;
import dev.granary.domain.token.LiveToken;
import dev.granary.domain.token.RevokeOutcome;
import dev.granary.domain.token.TokenOutcome;
import dev.granary.domain.token.Tokens;
import dev.granary.grant.Binding;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Granted;
import java.util.Optional;
import java.util.function.Predicate;

/** {@link Tokens} that are watched. */
final class WatchedTokens implements Tokens {

    private final Tokens tokens;
    private final Watch watch;

    WatchedTokens(Tokens tokens, Watch watch) {
        this.tokens = tokens;
        this.watch = watch;
    }

    @Override
    public CodeOutcome issueCode(Granted granted, CodeBinding binding) {
        return watch.watch(
                Operation.ISSUE_CODE,
                () -> tokens.issueCode(granted, binding),
                outcome -> outcome.match(issued -> Ending.DONE, Ending::of));
    }

    @Override
    public TokenOutcome issueToken(Granted granted) {
        return watch.watch(Operation.ISSUE_TOKEN, () -> tokens.issueToken(granted), WatchedTokens::ending);
    }

    @Override
    public TokenOutcome exchange(Exchange exchange) {
        return watch.watch(Operation.EXCHANGE_TOKEN, () -> tokens.exchange(exchange), WatchedTokens::ending);
    }

    @Override
    public Optional<LiveToken> find(String accessToken) {
        return watch.watch(Operation.FIND_TOKEN, () -> tokens.find(accessToken), WatchedTokens::ending);
    }

    @Override
    public TokenOutcome redeem(String code, Binding binding, Predicate<Granted> refreshable) {
        return watch.watch(
                Operation.REDEEM_CODE, () -> tokens.redeem(code, binding, refreshable), WatchedTokens::ending);
    }

    @Override
    public TokenOutcome refresh(String refreshToken, Binding binding) {
        return watch.watch(Operation.REFRESH_TOKEN, () -> tokens.refresh(refreshToken, binding), WatchedTokens::ending);
    }

    @Override
    public RevokeOutcome revoke(String token, ClientId client) {
        return watch.watch(Operation.REVOKE_TOKEN, () -> tokens.revoke(token, client), outcome -> switch (outcome) {
            case REVOKED -> Ending.DONE;
            case UNKNOWN -> Ending.UNKNOWN;
            case MISMATCHED -> Ending.CLIENT;
        });
    }

    @Override
    public Optional<LiveToken> introspect(String token, Caller caller) {
        return watch.watch(Operation.INTROSPECT_TOKEN, () -> tokens.introspect(token, caller), WatchedTokens::ending);
    }

    private static Ending ending(TokenOutcome outcome) {
        return outcome.match(issued -> Ending.DONE, Ending::of, () -> Ending.SUPERSEDED);
    }

    private static Ending ending(Optional<LiveToken> found) {
        return found.isPresent() ? Ending.DONE : Ending.UNKNOWN;
    }
}
