package dev.granary.metrics;

/** The verbs of the record port. */
enum Verb {
    INSERT,
    FIND,
    FIND_ALL,
    REPLACE,
    REPLACE_ALL,
    REMOVE,
    PAGE,
    PURGE;

    String label() {
        return Label.lower(name());
    }
}
