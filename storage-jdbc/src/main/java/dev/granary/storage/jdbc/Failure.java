package dev.granary.storage.jdbc;

/** What a database's error means to a caller, and what to do about it. */
enum Failure {

    /** The primary key is taken. */
    TAKEN("the key is taken"),

    /** A deadlock or a lost serialization: the statement may be sent again. */
    CONTENDED("too many writers want the same rows; try again"),

    /** The statement ran or waited for a lock too long and was given up by the server. */
    TIMED_OUT("the statement ran into its timeout; look for locks and load, or raise statement.timeout-ms"),

    /** The server takes no writes. */
    READ_ONLY("the database is read-only; point the URL at the primary"),

    /** There is no room for the write. */
    FULL("the database has no disk space left; make room"),

    /** The table or a column is not there. */
    NO_SCHEMA("the schema is missing or of another version; turn schema.migrate on or apply the scripts"),

    /** Another process has the database file open. */
    IN_USE("another process has the database file open; stop it, or use a database server for several processes"),

    /** User, password or rights do not fit. */
    DENIED("the database refuses this user; check user, password and rights on the granary tables"),

    /** No connection was to be had, so nothing was sent. */
    NO_CONNECTION("no connection; check that the server runs and is reachable, and whether pool.size is too small"),

    /** The connection broke, or the database failed in a way that proves nothing. */
    LOST("the connection broke or the database failed; check server and disk, then send the same call again"),

    /** The server refused the statement for another reason. */
    REFUSED("the database refused the statement; look up the code");

    private final String remedy;

    Failure(String remedy) {
        this.remedy = remedy;
    }

    /** What to do, in one sentence. */
    String remedy() {
        return remedy;
    }
}
