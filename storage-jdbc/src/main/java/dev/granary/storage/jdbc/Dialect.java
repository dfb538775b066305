package dev.granary.storage.jdbc;

/**
 * What a database spells in its own way.
 *
 * @param body the parameter that a body is bound to
 * @param ifFree what makes an insert under a taken key change nothing; empty if it fails
 * @param durable a query that answers 1 if a commit is on disk before it is acknowledged
 * @param dueOrder the order of the rows that are due in which the database sees that of their index
 * @param purgedAtOnce how many rows one statement of a purge changes
 * @param timeout sets the session's statement timeout, in milliseconds
 */
record Dialect(String body, String ifFree, String durable, String dueOrder, int purgedAtOnce, String timeout) {}
