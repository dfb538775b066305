package dev.granary.http.registration;

/**
 * How often strangers may register, in bursts and on average.
 *
 * @param callerBurst how many registrations one address may send at once
 * @param callerPerSecond how many on average
 * @param nodeBurst how many all addresses together may send at once
 * @param nodePerSecond how many on average
 */
public record RateLimits(int callerBurst, int callerPerSecond, int nodeBurst, int nodePerSecond) {

    /** 20 and then 1 a second from one address; 200 and then 20 a second from all. */
    public static final RateLimits DEFAULT = new RateLimits(20, 1, 200, 20);

    /** @throws IllegalArgumentException if one is less than 1 */
    public RateLimits {
        if (Math.min(Math.min(callerBurst, callerPerSecond), Math.min(nodeBurst, nodePerSecond)) < 1) {
            throw new IllegalArgumentException("registration rate: expected 1 or more");
        }
    }
}
