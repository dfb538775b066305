package dev.granary.tck.specimen;

import dev.granary.record.RecordKind;
import dev.granary.record.Stamp;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import java.time.Instant;
import java.util.Optional;

/** Makes initial access tokens. */
final class InitialAccessTokens implements Maker<InitialAccessTokenHash, InitialAccessToken> {

    @Override
    public RecordKind<InitialAccessTokenHash, InitialAccessToken> kind() {
        return InitialAccessToken.KIND;
    }

    @Override
    public InitialAccessTokenHash key(Dice dice) {
        return new InitialAccessTokenHash(dice.base64Url(32));
    }

    @Override
    public InitialAccessToken full(
            InitialAccessTokenHash key,
            Optional<InitialAccessToken> like,
            Stamp stamp,
            Dice dice,
            Instant retainUntil) {
        return new InitialAccessToken(
                key,
                dice.time(),
                Optional.of(retainUntil),
                Optional.of(dice.random().nextLong(Long.MAX_VALUE)),
                stamp);
    }

    @Override
    public InitialAccessToken minimal(Dice dice, Instant retainUntil) {
        return new InitialAccessToken(
                key(dice), dice.time(), Optional.empty(), Optional.empty(), Stamp.first(dice.revision()));
    }
}
