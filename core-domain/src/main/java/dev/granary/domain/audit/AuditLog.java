package dev.granary.domain.audit;

import dev.granary.client.ClientId;
import dev.granary.grant.GrantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the logger {@code dev.granary.audit}, apart from diagnostics, as key-value pairs, with the id of the
 * request that brought each about.
 */
public final class AuditLog implements AuditListener {

    private final Logger log = LoggerFactory.getLogger("dev.granary.audit");

    /** Makes a log. */
    public AuditLog() {}

    @Override
    public void on(AuditEvent event) {
        log.atInfo()
                .addKeyValue("at", event.at())
                .addKeyValue("request", Correlation.current().orElse("-"))
                .addKeyValue("namespace", event.namespace().value())
                .addKeyValue("client", event.client().map(ClientId::value).orElse("-"))
                .addKeyValue("grant", event.grant().map(GrantId::value).orElse("-"))
                .addKeyValue("count", event.count())
                .addKeyValue("detail", event.detail())
                .log(event.type().name());
    }
}
