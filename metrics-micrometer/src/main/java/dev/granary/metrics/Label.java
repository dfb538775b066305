package dev.granary.metrics;

import dev.granary.domain.audit.AuditType;
import dev.granary.domain.watch.Ending;
import dev.granary.domain.watch.Operation;
import dev.granary.record.RecordKind;
import dev.granary.spi.RecordKinds;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A label of a meter, and all its values. */
public enum Label {
    /** The use case. */
    OPERATION("operation", Stream.of(Operation.values()).map(Operation::label)),
    /** How a use case ended. */
    ENDING("outcome", Stream.of(Ending.values()).map(Ending::label)),
    /** The route that answered a request; the server's routes say which there are, and {@code other} is the rest. */
    ENDPOINT("endpoint", Stream.empty()),
    /** The class of a status. */
    STATUS("status", Stream.of("1xx", "2xx", "3xx", "4xx", "5xx")),
    /** The verb of the record port. */
    VERB("verb", Stream.of(Verb.values()).map(Verb::label)),
    /** The kind of record. */
    KIND("kind", Stream.concat(RecordKinds.all().stream().map(RecordKind::name), Stream.of("other"))),
    /** How a call of the storage ended. */
    STORAGE_ENDING("outcome", Stream.of(StorageEnding.values()).map(StorageEnding::label)),
    /** The sort of audit event. */
    EVENT("event", Stream.of(AuditType.values()).map(type -> lower(type.name()))),
    /** What a connection does. */
    STATE("state", Stream.of("active", "idle"));

    private final String key;
    private final List<String> possible;

    Label(String key, Stream<String> values) {
        this.key = key;
        this.possible = values.toList();
    }

    /** Its name. */
    public String key() {
        return key;
    }

    /** All its values; none listed for {@link #ENDPOINT}. */
    public List<String> possible() {
        return possible;
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The kind's name if it is one of ours: whoever stores kinds of their own must not make labels of them. */
    static String ofKind(RecordKind<?, ?> kind) {
        return KIND.possible.contains(kind.name()) ? kind.name() : "other";
    }
}
