package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.CredentialOutcome;
import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.upstream.UpstreamCredential;
import dev.granary.domain.upstream.UpstreamTokenSet;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.RotatingUpstream;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import java.util.Optional;

/**
 * A login at an upstream that rotates.
 *
 * @param account who logged in
 * @param key where its tokens are
 * @param binding whose they are
 * @param upstream the upstream
 */
record UpstreamLogin(Account account, UpstreamTokenKey key, UpstreamBinding binding, RotatingUpstream upstream) {

    /** One that is kept, with tokens that expire in an hour. */
    static UpstreamLogin of(Kit kit) {
        Account account = kit.account();
        UpstreamLogin login = new UpstreamLogin(
                account,
                UpstreamSamples.key(account, kit.dice()),
                UpstreamSamples.binding(account, kit.dice()),
                new RotatingUpstream(kit.clock()));
        save(kit, login.key(), login.upstream().first(), login.binding());
        return login;
    }

    Holder holder() {
        return UpstreamSamples.holder(account);
    }

    static void save(Kit kit, UpstreamTokenKey key, UpstreamTokenSet set, UpstreamBinding binding) {
        assertThat(kit.node(0)
                        .upstreamTokens()
                        .save(key, set, binding, kit.clock().instant()))
                .isEqualTo(SaveOutcome.SAVED);
    }

    /** The access token that is given out. */
    static Optional<String> access(CredentialOutcome outcome) {
        return outcome.match(new CredentialOutcome.Cases<>(
                valid -> Optional.of(valid.credential()).map(UpstreamCredential::accessToken),
                reason -> Optional.empty(),
                fault -> Optional.empty(),
                Optional::empty,
                Optional::empty));
    }
}
