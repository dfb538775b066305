package dev.granary.domain.audit;

/** Is told of every event, on the thread that decided it, after the write. It should return soon and not throw. */
@FunctionalInterface
public interface AuditListener {

    /** Takes one event. */
    void on(AuditEvent event);
}
