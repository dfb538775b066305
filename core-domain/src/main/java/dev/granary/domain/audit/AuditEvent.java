package dev.granary.domain.audit;

import dev.granary.client.ClientId;
import dev.granary.grant.GrantId;
import dev.granary.record.Namespace;
import java.time.Instant;
import java.util.Optional;

/**
 * One event.
 *
 * @param type what happened
 * @param at when, by the deciding node's clock
 * @param namespace where
 * @param client whose request it was, if one's
 * @param grant the grant it is about, if one
 * @param count how many grants, where that is not one
 * @param detail what else there is to know; never a secret, a token or a session id
 */
public record AuditEvent(
        AuditType type,
        Instant at,
        Namespace namespace,
        Optional<ClientId> client,
        Optional<GrantId> grant,
        int count,
        String detail) {}
