package dev.granary.storage.redis;

import java.util.List;
import java.util.Optional;

/** Lists that are walked one after the other, each in an order that no entry ever moves back in. */
interface Shelves {

    /** Tells this selection from others in cursors. */
    String mark();

    /** How many lists there are at most, numbered from 0. */
    int count();

    /** How many to look into at first. */
    int wide();

    /** Asks for entries of one list that may follow {@code after}, some of those before it included. */
    Request request(Position after, int most);

    /** The entries of a reply. */
    List<Entry> entries(List<?> reply);

    /** The lists to ask at once, about as many as this, beginning with {@code shelf}: those that likely follow it. */
    List<Integer> ahead(int shelf, int wide);

    /** The list that follows {@code shelf}, of which these are the last entries; empty at the end. */
    Optional<Integer> following(int shelf, List<Entry> last);
}
