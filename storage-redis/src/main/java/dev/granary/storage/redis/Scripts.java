package dev.granary.storage.redis;

/**
 * What is run at the server in one step. None knows what a record means.
 *
 * @param swap puts a value in the place of another
 * @param discard takes a value away that is over
 * @param enlist writes an index entry
 * @param settle ends a sweep of an index
 */
record Scripts(Script swap, Script discard, Script enlist, Script settle) {

    static Scripts load() {
        return new Scripts(
                Script.named("swap"), Script.named("discard"), Script.named("enlist"), Script.named("settle"));
    }
}
