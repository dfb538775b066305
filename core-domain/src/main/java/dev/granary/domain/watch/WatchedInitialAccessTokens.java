package dev.granary.domain.watch;

import dev.granary.domain.registration.InitialAccessTokens;
import dev.granary.domain.registration.SpendOutcome;
import dev.granary.registration.InitialAccessToken;
import dev.granary.registration.InitialAccessTokenHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@link InitialAccessTokens} that are watched when they are spent. */
final class WatchedInitialAccessTokens implements InitialAccessTokens {

    private final InitialAccessTokens tokens;
    private final Watch watch;

    WatchedInitialAccessTokens(InitialAccessTokens tokens, Watch watch) {
        this.tokens = tokens;
        this.watch = watch;
    }

    @Override
    public String issue(Duration life, Optional<Long> uses) {
        return tokens.issue(life, uses);
    }

    @Override
    public List<InitialAccessToken> list() {
        return tokens.list();
    }

    @Override
    public boolean revoke(InitialAccessTokenHash hash) {
        return tokens.revoke(hash);
    }

    @Override
    public SpendOutcome spend(String token) {
        return watch.watch(Operation.SPEND_INITIAL_ACCESS, () -> tokens.spend(token), outcome -> switch (outcome) {
            case ADMITTED -> Ending.DONE;
            case REFUSED -> Ending.REFUSED;
        });
    }
}
