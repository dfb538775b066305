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
    OPERATION("operation"),
    /** How a use case ended. */
    ENDING("outcome"),
    /** The route that answered a request; the server's routes say which there are, and {@code other} is the rest. */
    ENDPOINT("endpoint"),
    /** The class of a status. */
    STATUS("status"),
    /** The verb of the record port. */
    VERB("verb"),
    /** The kind of record. */
    KIND("kind"),
    /** How a call of the storage ended. */
    STORAGE_ENDING("outcome"),
    /** The sort of audit event. */
    EVENT("event"),
    /** What a connection does. */
    STATE("state");

    private static final String OTHER = "other";

    private final String key;

    Label(String key) {
        this.key = key;
    }

    /** Its name. */
    public String key() {
        return key;
    }

    /** All its values; none listed for {@link #ENDPOINT}. */
    public List<String> possible() {
        return switch (this) {
            case OPERATION ->
                Stream.of(Operation.values()).map(Operation::label).toList();
            case ENDING -> Stream.of(Ending.values()).map(Ending::label).toList();
            case ENDPOINT -> List.of();
            case STATUS -> List.of("1xx", "2xx", "3xx", "4xx", "5xx");
            case VERB -> Stream.of(Verb.values()).map(Verb::label).toList();
            case KIND ->
                Stream.concat(RecordKinds.all().stream().map(RecordKind::name), Stream.of(OTHER))
                        .toList();
            case STORAGE_ENDING ->
                Stream.of(StorageEnding.values()).map(StorageEnding::label).toList();
            case EVENT ->
                Stream.of(AuditType.values()).map(type -> lower(type.name())).toList();
            case STATE -> List.of("active", "idle");
        };
    }

    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The kind's name if it is one of ours: whoever stores kinds of their own must not make labels of them. */
    static String ofKind(RecordKind<?, ?> kind) {
        return RecordKinds.all().contains(kind) ? kind.name() : OTHER;
    }
}
