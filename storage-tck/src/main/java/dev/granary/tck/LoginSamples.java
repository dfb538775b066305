package dev.granary.tck;

import dev.granary.authorization.AuthorizationRequest;
import dev.granary.authorization.ResolvedUser;
import dev.granary.domain.authorization.Login;
import dev.granary.pkce.CodeChallenge;
import dev.granary.tck.specimen.Dice;
import java.util.List;
import java.util.Optional;

/** Logins that are about to be sent to an upstream. */
final class LoginSamples {

    private LoginSamples() {}

    static Login login(Kit kit) {
        Dice dice = kit.dice();
        return new Login(
                new AuthorizationRequest(
                        dice.client(),
                        dice.uri(),
                        Optional.of(dice.id()),
                        new CodeChallenge(dice.base64Url(32)),
                        dice.scopes(),
                        dice.resources(),
                        Optional.of(dice.text())),
                dice.provider(),
                Optional.of(dice.uri()),
                dice.text(),
                false,
                List.of(dice.provider(), dice.provider()),
                dice.session(),
                Optional.of(new ResolvedUser(dice.user(), Optional.of(dice.text()), Optional.of(dice.text()))),
                kit.clock().instant(),
                dice.base64Url(32));
    }
}
