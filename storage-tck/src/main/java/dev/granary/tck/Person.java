package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.domain.upstream.Holder;
import dev.granary.domain.upstream.SaveOutcome;
import dev.granary.domain.user.LinkOutcome;
import dev.granary.domain.user.Profile;
import dev.granary.session.SessionId;
import dev.granary.tck.node.Account;
import dev.granary.tck.node.Node;
import dev.granary.upstream.ProviderName;
import dev.granary.upstream.UpstreamBinding;
import dev.granary.upstream.UpstreamTokenKey;
import dev.granary.user.IdentityKey;
import dev.granary.user.Subject;
import dev.granary.user.User;
import dev.granary.user.UserId;
import java.time.Instant;

/**
 * Somebody who has logged in.
 *
 * @param identity by which they did
 * @param user whom it led to
 * @param account what they have at a client
 */
record Person(IdentityKey identity, UserId user, Account account) {

    /** Somebody who was never there before. */
    static Person random(Kit kit) {
        IdentityKey identity = identity(kit);
        UserId user = kit.node(0).users().resolve(identity, Profile.UNKNOWN).id();
        return new Person(identity, user, kit.account().of(new Subject(user.value())));
    }

    /** An identity that leads to nobody yet. */
    static IdentityKey identity(Kit kit) {
        return new IdentityKey(kit.dice().name(), kit.dice().id());
    }

    /** One more identity of theirs. */
    IdentityKey another(Kit kit) {
        IdentityKey another = identity(kit);
        assertThat(kit.node(1).users().link(user, another)).isEqualTo(LinkOutcome.LINKED);
        return another;
    }

    Holder holder() {
        return new Holder(user, account.client());
    }

    /** Whom an identity leads to now. */
    static User loggedIn(Node node, IdentityKey identity) {
        return node.users().resolve(identity, Profile.UNKNOWN);
    }

    /** Keeps what the upstream of an identity gave for it in a session. */
    void keep(Kit kit, SessionId session, IdentityKey at) {
        assertThat(save(kit, kit.node(0), session, at, kit.clock().instant())).isEqualTo(SaveOutcome.SAVED);
    }

    SaveOutcome save(Kit kit, Node node, SessionId session, IdentityKey at, Instant begunAt) {
        return node.upstreamTokens()
                .save(
                        new UpstreamTokenKey(session, new ProviderName(at.provider())),
                        UpstreamSamples.lasting(kit.dice()),
                        new UpstreamBinding(user, at.subject(), account.client(), "granary"),
                        begunAt);
    }

    /** How many upstreams' tokens of theirs a session has. */
    int kept(Node node, SessionId session) {
        return node.upstreamTokens().ofSession(session, holder()).size();
    }
}
