package dev.granary.tck;

import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.KeptUpstreamTokens;
import dev.granary.domain.upstream.UpstreamOutcome;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.node.Account;
import dev.granary.tck.specimen.Dice;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Upstream tokens of accounts. */
final class UpstreamSamples {

    private UpstreamSamples() {}

    /** Tokens that expire then, with every field set. */
    static UpstreamTokenSet tokens(Dice dice, Instant expiresAt) {
        return new UpstreamTokenSet(
                Optional.of(dice.id()),
                Optional.of(dice.id()),
                Optional.of(dice.text().repeat(200)),
                Optional.of(expiresAt),
                Optional.of(dice.time()),
                List.of(dice.text(), dice.text()));
    }

    /** An access token that never expires, and nothing else. */
    static UpstreamTokenSet lasting(Dice dice) {
        return new UpstreamTokenSet(
                Optional.of(dice.id()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static UpstreamTokenKey key(Account account, Dice dice) {
        return new UpstreamTokenKey(account.session(), dice.provider());
    }

    static UserId user(Account account) {
        return new UserId(account.subject().value());
    }

    static UpstreamBinding binding(Account account, Dice dice) {
        return new UpstreamBinding(user(account), dice.id(), account.client(), dice.id());
    }

    static Holder holder(Account account) {
        return new Holder(user(account), account.client());
    }

    /** What was kept, expired or not. */
    static Optional<KeptUpstreamTokens> kept(UpstreamOutcome outcome) {
        return outcome.match(new UpstreamOutcome.Cases<>(Optional::of, Optional::of, Optional::empty, Optional::empty));
    }
}
