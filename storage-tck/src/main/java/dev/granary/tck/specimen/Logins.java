package dev.granary.tck.specimen;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.BrowserBinding;
import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.Prompting;
import dev.granary.authorization.ResolvedUser;
import dev.granary.authorization.StateHash;
import dev.granary.authorization.UpstreamLeg;
import dev.granary.pkce.CodeChallenge;
import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.scope.Scopes;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes pending authorizations. */
final class Logins implements Maker<StateHash, PendingAuthorization> {

    @Override
    public RecordKind<StateHash, PendingAuthorization> kind() {
        return PendingAuthorization.KIND;
    }

    @Override
    public StateHash key(Dice dice) {
        return new StateHash(dice.base64Url(32));
    }

    @Override
    public PendingAuthorization full(
            StateHash key, Optional<PendingAuthorization> like, Stamp stamp, Dice dice, Instant retainUntil) {
        return new PendingAuthorization(
                key,
                request(dice),
                leg(dice),
                dice.session(),
                Optional.of(new ResolvedUser(
                        dice.user(), Optional.of(dice.text()), Optional.of(dice.text()), Optional.of(dice.time()))),
                dice.time(),
                retainUntil.minusSeconds(5),
                new BrowserBinding(dice.base64Url(32)),
                true,
                Optional.of(dice.time()),
                retainUntil,
                stamp);
    }

    @Override
    public PendingAuthorization minimal(Dice dice, Instant retainUntil) {
        return new PendingAuthorization(
                key(dice),
                bareRequest(dice),
                new UpstreamLeg(
                        dice.provider(),
                        dice.sealed(),
                        dice.text(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of()),
                dice.session(),
                Optional.empty(),
                dice.time(),
                retainUntil,
                new BrowserBinding(dice.base64Url(32)),
                Optional.empty(),
                retainUntil,
                Stamp.first(dice.revision()));
    }

    private static AuthorizationRequest request(Dice dice) {
        return new AuthorizationRequest(
                dice.client(),
                dice.uri(),
                Optional.of(dice.id()),
                new CodeChallenge(dice.base64Url(32)),
                dice.scopes(),
                dice.resources(),
                Optional.of(dice.id()),
                true,
                Prompting.of(List.of("consent"), Optional.of(300L)));
    }

    private static AuthorizationRequest bareRequest(Dice dice) {
        return new AuthorizationRequest(
                dice.client(),
                dice.uri(),
                Optional.empty(),
                new CodeChallenge(dice.base64Url(32)),
                Scopes.NONE,
                Collections.emptySortedSet(),
                Optional.empty());
    }

    private static UpstreamLeg leg(Dice dice) {
        return new UpstreamLeg(
                dice.provider(),
                dice.sealed(),
                dice.text(),
                Optional.of(dice.uri()),
                Optional.of(dice.text()),
                true,
                List.of(dice.provider(), dice.provider()));
    }
}
