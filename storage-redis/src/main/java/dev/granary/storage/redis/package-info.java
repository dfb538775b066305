/** The room of the backend that keeps records in Redis: standalone, Sentinel or Cluster. */
@NullMarked
package dev.granary.storage.redis;

import org.jspecify.annotations.NullMarked;
