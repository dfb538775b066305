package dev.granary.http.consent;

import dev.granary.client.Client;
import dev.granary.client.ClientOrigin;

/** For which clients users are asked before they get anything. */
public enum ConsentPolicy {
    /** Those that the host's configuration does not name: whoever registered them may call them anything. */
    UNCONFIGURED,
    /** All of them. */
    ALL;

    /** Whether users are asked for this one. */
    public boolean asksFor(Client client) {
        return this == ALL || client.origin() != ClientOrigin.CONFIGURED;
    }
}
