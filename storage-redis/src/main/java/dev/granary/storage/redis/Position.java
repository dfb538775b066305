package dev.granary.storage.redis;

import dev.granary.record.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cursor as this backend spells it.
 *
 * @param selection a mark of the selection, so that a cursor of another one is refused
 * @param shelf the list to go on with, from 0
 * @param last the last entry of it that was taken; of an empty member at its beginning
 */
record Position(String selection, int shelf, Entry last) {

    private static final Entry NONE = new Entry("", Long.MIN_VALUE);
    private static final Pattern SPELLING =
            Pattern.compile("([A-Za-z0-9_-]{24})\\.([0-9]{1,5})\\.(-?[0-9]{1,18})?\\.([A-Za-z0-9_-]{0,24})");

    /** @throws IllegalArgumentException if the cursor is not of this selection */
    static Position of(Cursor cursor, Shelves shelves) {
        String selection = shelves.mark();
        if (cursor.equals(Cursor.START)) {
            return new Position(selection, 0, NONE);
        }
        Matcher matcher = SPELLING.matcher(cursor.value());
        if (!matcher.matches()
                || !matcher.group(1).equals(selection)
                || Integer.parseInt(matcher.group(2)) >= shelves.count()) {
            throw new IllegalArgumentException("cursor: expected one that a page of the same selection gave");
        }
        String score = matcher.group(3);
        Entry last = score == null ? NONE : new Entry(matcher.group(4), Long.parseLong(score));
        return new Position(selection, Integer.parseInt(matcher.group(2)), last);
    }

    Position at(int of, Entry taken) {
        return new Position(selection, of, taken);
    }

    Position startOf(int next) {
        return new Position(selection, next, NONE);
    }

    boolean isStart() {
        return last.equals(NONE);
    }

    Cursor cursor() {
        String entry = isStart() ? "." : last.score() + "." + last.member();
        return new Cursor(selection + "." + shelf + "." + entry);
    }
}
