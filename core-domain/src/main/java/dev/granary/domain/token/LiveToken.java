package dev.granary.domain.token;

import dev.granary.grant.Grant;
import java.time.Instant;

/**
 * A token that is live.
 *
 * @param grant its grant
 * @param expiresAt when it expires
 * @param refresh whether it is a refresh token
 */
public record LiveToken(Grant grant, Instant expiresAt, boolean refresh) {}
