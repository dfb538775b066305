package dev.granary.storage.jdbc;

import dev.granary.record.Cursor;
import java.util.Arrays;
import java.util.Base64;

/**
 * A cursor as this backend spells it: the last row that was looked at, after a mark of the selection, so that a cursor
 * of another one is refused.
 */
final class Position {

    private static final String MISUSE = "cursor: expected one that a page of the same selection gave";

    private Position() {}

    /** The key hash that a page goes on after. */
    static byte[] after(Cursor cursor, byte[] mark, Spelling spelling) {
        if (cursor.equals(Cursor.START)) {
            return spelling.first();
        }
        byte[] bytes = decoded(cursor);
        byte[] keyHash = Arrays.copyOfRange(bytes, Math.min(mark.length, bytes.length), bytes.length);
        boolean fits = spelling.isKeyHash(keyHash) && Arrays.equals(Arrays.copyOf(bytes, mark.length), mark);
        if (!fits) {
            throw new IllegalArgumentException(MISUSE);
        }
        return keyHash;
    }

    static Cursor cursor(byte[] mark, byte[] keyHash) {
        byte[] bytes = Arrays.copyOf(mark, mark.length + keyHash.length);
        System.arraycopy(keyHash, 0, bytes, mark.length, keyHash.length);
        return new Cursor(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] decoded(Cursor cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(MISUSE, e);
        }
    }
}
