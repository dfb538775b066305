/** The room of the backend that keeps records in an SQL database, one table row each. */
@NullMarked
package dev.granary.storage.jdbc;

import org.jspecify.annotations.NullMarked;
