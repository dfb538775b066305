/**
 * The one port of every backend, {@link dev.granary.record.RecordStore}, and what a backend knows of a record: its
 * kind, key, revision, retain-until, indexes and codec; the outcomes and the few exceptions.
 */
@NullMarked
package dev.granary.record;

import org.jspecify.annotations.NullMarked;
