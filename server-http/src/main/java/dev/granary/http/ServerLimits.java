package dev.granary.http;

import dev.granary.http.exchange.RequestLimits;
import dev.granary.http.registration.RateLimits;

/**
 * What may be asked of a server at most. All of it may change while the server works, and counts from the next request on;
 * what is there already stays, whatever a new limit says.
 *
 * @param requests how large one request may be
 * @param pendingLogins the most logins that a node has on their way: 1 to 10,000,000
 * @param dynamicClients the most clients that may have registered themselves: 1 to 10,000,000
 * @param sessionsPerUser the most sessions that a user has at once: 1 to 10,000, or 0 for no limit
 * @param registrations how often strangers may register
 */
public record ServerLimits(
        RequestLimits requests, int pendingLogins, int dynamicClients, int sessionsPerUser, RateLimits registrations) {

    private static final int MOST = 10_000_000;
    private static final int MOST_SESSIONS = 10_000;

    /** @throws IllegalArgumentException if a value is out of its range, naming it */
    public ServerLimits {
        require("pending logins", pendingLogins);
        require("dynamic clients", dynamicClients);
        if (sessionsPerUser < 0 || sessionsPerUser > MOST_SESSIONS) {
            throw new IllegalArgumentException(
                    "sessions per user: expected 0 to " + MOST_SESSIONS + ", got " + sessionsPerUser);
        }
    }

    private static void require(String what, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(what + ": expected 1 to " + MOST + ", got " + value);
        }
    }
}
