package dev.granary.tck.node;

import dev.granary.domain.audit.AuditEvent;
import dev.granary.domain.audit.AuditListener;
import dev.granary.domain.audit.AuditType;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every event in which a node held a replay against somebody. Safe for threads. */
public final class Accusations implements AuditListener {

    private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

    /** Nobody is accused yet. */
    public Accusations() {}

    @Override
    public void on(AuditEvent event) {
        if (event.type() == AuditType.CODE_REPLAYED || event.type() == AuditType.REFRESH_TOKEN_REUSED) {
            events.add(event);
        }
    }

    /** The events so far. */
    public List<AuditEvent> events() {
        return List.copyOf(events);
    }

    /** Forgets them. */
    public void forget() {
        events.clear();
    }
}
