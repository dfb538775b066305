/** The backend that keeps records in an SQL database: H2, PostgreSQL or MariaDB, one table for each kind. */
@NullMarked
package dev.granary.storage.jdbc;

import org.jspecify.annotations.NullMarked;
