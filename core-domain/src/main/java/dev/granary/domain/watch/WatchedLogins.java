package dev.granary.domain.watch;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.authorization.ResolvedUser;
import dev.granary.domain.authorization.BegunLeg;
import dev.granary.domain.authorization.Login;
import dev.granary.domain.authorization.PendingAuthorizations;
import dev.granary.domain.authorization.TakeOutcome;
import java.util.Optional;

/** {@link PendingAuthorizations} that are watched. */
final class WatchedLogins implements PendingAuthorizations {

    private final PendingAuthorizations logins;
    private final Watch watch;

    WatchedLogins(PendingAuthorizations logins, Watch watch) {
        this.logins = logins;
        this.watch = watch;
    }

    @Override
    public BegunLeg begin(Login login) {
        return watch.watch(Operation.BEGIN_LOGIN, () -> logins.begin(login));
    }

    @Override
    public String awaitConsent(PendingAuthorization login, ResolvedUser user, String browserSecret) {
        return watch.watch(Operation.AWAIT_CONSENT, () -> logins.awaitConsent(login, user, browserSecret));
    }

    @Override
    public Optional<PendingAuthorization> awaitingConsent(String ticket, String browserSecret) {
        return logins.awaitingConsent(ticket, browserSecret);
    }

    @Override
    public TakeOutcome takeConsented(String ticket, String browserSecret) {
        return watch.watch(
                Operation.TAKE_LOGIN, () -> logins.takeConsented(ticket, browserSecret), WatchedLogins::ending);
    }

    @Override
    public TakeOutcome take(String state, String browserSecret) {
        return watch.watch(Operation.TAKE_LOGIN, () -> logins.take(state, browserSecret), WatchedLogins::ending);
    }

    private static Ending ending(TakeOutcome outcome) {
        return outcome.match((login, verifier) -> Ending.DONE, () -> Ending.MISMATCHED, () -> Ending.UNKNOWN);
    }
}
