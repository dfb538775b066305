package dev.granary.cli.development;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import java.net.URI;

/**
 * The provider's one client. Never prints its secret.
 *
 * @param id its id
 * @param secret its secret
 * @param callback where users are sent back to
 */
record Registered(ClientID id, Secret secret, URI callback) {

    @Override
    public String toString() {
        return "Registered[" + id + ", " + callback + "]";
    }
}
