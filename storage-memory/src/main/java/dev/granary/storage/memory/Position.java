package dev.granary.storage.memory;

import dev.granary.record.Cursor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cursor as this backend spells it.
 *
 * @param selection a mark of the selection, so that a cursor of another one is refused
 * @param sequence the last entry that was looked at
 */
record Position(String selection, long sequence) {

    private static final Pattern SPELLING = Pattern.compile("([a-z_]+:[0-9a-f]+)@([0-9]{1,18})");

    static Position of(Cursor cursor, String selection) {
        if (cursor.equals(Cursor.START)) {
            return new Position(selection, 0);
        }
        Matcher matcher = SPELLING.matcher(cursor.value());
        if (!matcher.matches() || !matcher.group(1).equals(selection)) {
            throw new IllegalArgumentException("cursor: expected one that a page of the same selection gave");
        }
        return new Position(selection, Long.parseLong(matcher.group(2)));
    }

    Position at(long next) {
        return new Position(selection, next);
    }

    Cursor cursor() {
        return new Cursor(selection + "@" + sequence);
    }
}
