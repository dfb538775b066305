/** The backend that keeps records in Redis or Valkey: one server, one that sentinels watch over, or a cluster. */
@NullMarked
package dev.granary.storage.redis;

import org.jspecify.annotations.NullMarked;
