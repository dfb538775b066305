package dev.granary.http.upstream;

import dev.granary.client.ClientId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.UserId;

/**
 * What the first upstream of a login led to.
 *
 * @param client the client that the login is for
 * @param provider the first upstream
 * @param user our user
 * @param identity the user as the upstream knows them
 */
public record FirstLeg(ClientId client, ProviderName provider, UserId user, UpstreamIdentity identity) {}
