package dev.granary.tck.specimen;

import dev.granary.grant.Chain;
import dev.granary.grant.CodeBinding;
import dev.granary.grant.Credential;
import dev.granary.grant.Grant;
import dev.granary.grant.GrantId;
import dev.granary.grant.Granted;
import dev.granary.grant.Revocation;
import dev.granary.grant.RevocationReason;
import dev.granary.grant.SealedSecret;
import dev.granary.grant.SenderKey;
import dev.granary.grant.Spent;
import dev.granary.grant.TokenHash;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes grants. */
final class Grants implements Maker<GrantId, Grant> {

    @Override
    public RecordKind<GrantId, Grant> kind() {
        return Grant.KIND;
    }

    @Override
    public GrantId key(Dice dice) {
        return GrantId.random(dice.random());
    }

    @Override
    public Grant full(GrantId key, Optional<Grant> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new Grant(
                key,
                like.map(other -> granted(other.granted(), dice)).orElseGet(() -> granted(dice)),
                Optional.of(new CodeBinding(
                        dice.uri(),
                        new CodeChallenge(dice.base64Url(32)),
                        Optional.of(dice.text()),
                        true,
                        Optional.of(dice.time()))),
                chain(dice),
                dice.time(),
                dice.time(),
                dice.time(),
                Optional.of(new Revocation(reason(dice), dice.time())),
                retainUntil,
                stamp);
    }

    @Override
    public Grant minimal(Dice dice, Instant retainUntil) {
        return new Grant(
                key(dice),
                Granted.of(dice.client(), dice.subject(), Scopes.NONE, dice.time()),
                Optional.empty(),
                Chain.NONE,
                dice.time(),
                dice.time(),
                dice.time(),
                Optional.empty(),
                retainUntil,
                Stamp.first(dice.revision()));
    }

    private static Granted granted(Dice dice) {
        Granted bare = Granted.of(dice.client(), dice.subject(), dice.scopes(), dice.time());
        return granted(bare.inSession(dice.session()), dice);
    }

    private static Granted granted(Granted like, Dice dice) {
        return new Granted(
                like.client(),
                like.subject(),
                like.session(),
                dice.scopes(),
                dice.resources(),
                Optional.of(new SenderKey(dice.base64Url(32))),
                dice.time(),
                List.of(GrantId.random(dice.random()), GrantId.random(dice.random())));
    }

    private static Chain chain(Dice dice) {
        return new Chain(
                dice.count(),
                dice.count(),
                Optional.of(new Credential(new TokenHash(dice.base64Url(32)), dice.time())),
                Optional.of(new Spent(
                        new TokenHash(dice.base64Url(32)), Optional.of(new SealedSecret(dice.text())), dice.time())),
                List.of(dice.time(), dice.time(), dice.time(), dice.time()));
    }

    private static RevocationReason reason(Dice dice) {
        RevocationReason[] reasons = RevocationReason.values();
        return reasons[dice.random().nextInt(reasons.length)];
    }
}
