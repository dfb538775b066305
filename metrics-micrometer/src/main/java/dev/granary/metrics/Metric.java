package dev.granary.metrics;

import io.micrometer.core.instrument.Meter;
import java.util.List;

/**
 * Every meter there is. Each label has a fixed set of values, so that there are only so many series, and nothing that
 * belongs to somebody is ever in one.
 */
public enum Metric {
    /** How long use cases take and how they end. */
    OPERATIONS("granary.operations", Meter.Type.TIMER, "how long a use case took, and how it ended"),
    /** How long requests take and what is answered. */
    REQUESTS("granary.http.requests", Meter.Type.TIMER, "how long a request took, and the class of its status"),
    /** How long the storage takes and how that ends. */
    STORAGE(
            "granary.storage.operations",
            Meter.Type.TIMER,
            "how long the storage took for one verb of its port, and how it ended"),
    /** Audit events. */
    AUDIT("granary.audit.events", Meter.Type.COUNTER, "audit events; the log of the audit says which client and grant"),
    /** What purging removed. */
    PURGED("granary.purge.removed", Meter.Type.COUNTER, "records that were over and that this node removed"),
    /** When purging last came to its end. */
    PURGE_FINISHED(
            "granary.purge.finished",
            Meter.Type.GAUGE,
            "when this node last left nothing that was over, in seconds since 1970; only on nodes that did"),
    /** How many records there are. */
    RECORDS(
            "granary.records",
            Meter.Type.GAUGE,
            "records of all namespaces, those that are over but not purged included, as last counted"),
    /** Connections to the storage. */
    CONNECTIONS(
            "granary.pool.connections",
            Meter.Type.GAUGE,
            "connections to the storage; only for storages that have a pool"),
    /** Who waits for a connection. */
    WAITING("granary.pool.waiting", Meter.Type.GAUGE, "threads that wait for a connection to the storage"),
    /** The most connections. */
    MOST_CONNECTIONS("granary.pool.most", Meter.Type.GAUGE, "the most connections that the pool may have");

    private final String id;
    private final Meter.Type type;
    private final String meaning;

    Metric(String id, Meter.Type type, String meaning) {
        this.id = id;
        this.type = type;
        this.meaning = meaning;
    }

    /** Its name, as Micrometer spells names. */
    public String id() {
        return id;
    }

    /** Its type. */
    public Meter.Type type() {
        return type;
    }

    /** Its labels. */
    public List<Label> labels() {
        return switch (this) {
            case OPERATIONS -> List.of(Label.OPERATION, Label.ENDING);
            case REQUESTS -> List.of(Label.ENDPOINT, Label.STATUS);
            case STORAGE -> List.of(Label.VERB, Label.KIND, Label.STORAGE_ENDING);
            case AUDIT -> List.of(Label.EVENT);
            case PURGED, PURGE_FINISHED, RECORDS -> List.of(Label.KIND);
            case CONNECTIONS -> List.of(Label.STATE);
            case WAITING, MOST_CONNECTIONS -> List.of();
        };
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }
}
