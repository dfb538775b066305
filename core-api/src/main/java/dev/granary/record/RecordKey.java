package dev.granary.record;

import java.util.List;

/**
 * What names a record within its kind and namespace. Implementations are immutable records; equality is by value and
 * case is significant.
 */
public interface RecordKey {

    /**
     * The key's parts, in a fixed order and number. A backend may spell them as it likes, as long as no two different
     * lists ever meet: join them with their lengths, or hash them so.
     */
    List<String> parts();
}
