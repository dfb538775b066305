package dev.granary.grant.explorer;

/**
 * What one statement did.
 *
 * @param store the store after it
 * @param reply what is said about it
 */
record Effect(Store store, Reply reply) {}
