package dev.granary.storage.memory;

import dev.granary.record.IndexValue;

/**
 * Where a record is listed.
 *
 * @param index the index's name
 * @param value the value it is listed under
 */
record Place(String index, IndexValue value) {}
