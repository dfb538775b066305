package dev.granary.benchmarks.work;

import dev.granary.grant.Advance;
import dev.granary.grant.AdvanceOutcome;
import dev.granary.grant.Binding;
import dev.granary.grant.Chain;
import dev.granary.grant.Credential;
import dev.granary.grant.CredentialKind;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantPolicy;
import dev.granary.grant.Presented;
import dev.granary.grant.Successor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The transitions of a grant, with everything they need but the store. Each can be done to any grant over and over. */
final class Transitions {

    private static final Duration REFRESH = Duration.ofDays(30);
    private static final Duration ACCESS = Duration.ofHours(1);

    private final Dice dice;

    Transitions(Dice dice) {
        this.dice = dice;
    }

    /** Redeems the code of a grant as if it had not been redeemed yet. */
    Grant redeemed(Grant grant, int number, Instant now) {
        Credential code = new Credential(dice.hash(number + 1), now.plus(REFRESH));
        Chain begun = new Chain(0, 0, Optional.of(code), Optional.empty(), List.of());
        Binding binding = Binding.ofCode(grant.granted().client(), Specimens.REDIRECT_URI, Specimens.VERIFIER);
        return advanced(live(grant, begun), CredentialKind.CODE, new Next(binding, number, now));
    }

    /** Rotates the refresh token. */
    Grant rotated(Grant grant, int number, Instant now) {
        Binding binding = Binding.ofClient(grant.granted().client());
        return advanced(grant, CredentialKind.REFRESH_TOKEN, new Next(binding, number, now));
    }

    private Grant advanced(Grant grant, CredentialKind kind, Next next) {
        Credential current = grant.chain().current().orElseThrow();
        Presented presented = new Presented(kind, grant.id(), grant.chain().generation(), current.hash(), true);
        Advance call = new Advance(
                presented,
                next.binding(),
                Successor.refreshToken(dice.hash(next.number()), next.now().plus(REFRESH), dice.sealed(next.number())),
                next.now().plus(ACCESS),
                dice.revision(next.number()));
        if (grant.advance(call, GrantPolicy.DEFAULT, next.now()) instanceof AdvanceOutcome.Advanced advanced) {
            return advanced.next();
        }
        throw new IllegalStateException("the credential was not accepted");
    }

    private record Next(Binding binding, int number, Instant now) {}

    /** The same grant, not revoked, its chain at this place. */
    static Grant live(Grant grant, Chain chain) {
        return new Grant(
                grant.id(),
                grant.granted(),
                grant.code(),
                chain,
                grant.createdAt(),
                grant.endsAt(),
                grant.accessUntil(),
                Optional.empty(),
                grant.retainUntil(),
                grant.stamp());
    }
}
