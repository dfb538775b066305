package dev.granary.domain.registration;

/** How {@link InitialAccessTokens#spend} ended. */
public enum SpendOutcome {
    /** The bearer may register one client. */
    ADMITTED,
    /** The token is unknown, expired, revoked or used up; nobody is told which. */
    REFUSED
}
