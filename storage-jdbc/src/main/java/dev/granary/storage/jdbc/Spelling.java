package dev.granary.storage.jdbc;

import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import dev.granary.record.Sha256;
import dev.granary.record.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * How the texts of one namespace are spelled in columns. Index limits are real and collations differ, so the database
 * only ever compares hashes. Each text goes into a hash with its length before it, so that no two lists meet.
 */
final class Spelling {

    private static final int NAMESPACE_BYTES = 10;
    private static final int KEY_BYTES = 28;
    private static final int INDEX_BYTES = 8;
    private static final int MOST_SHOWN = 256;
    private static final long LAST_MOMENT = micros(Times.FOREVER) - 1;

    private final Namespace namespace;
    private final List<String> first;
    private final byte[] prefix;

    Spelling(Namespace namespace) {
        this.namespace = namespace;
        this.first = List.of(namespace.value());
        this.prefix = Arrays.copyOf(Sha256.ofTexts(first, List.of()), NAMESPACE_BYTES);
    }

    String namespace() {
        return namespace.value();
    }

    /** The hash that is the primary key: all keys of a namespace are neighbours. */
    byte[] keyHash(RecordKey key) {
        byte[] keyHash = Arrays.copyOf(prefix, KEY_BYTES);
        System.arraycopy(Sha256.ofTexts(first, key.parts()), 0, keyHash, NAMESPACE_BYTES, KEY_BYTES - NAMESPACE_BYTES);
        return keyHash;
    }

    /** A hash that no key of the namespace is below. */
    byte[] first() {
        return Arrays.copyOf(prefix, KEY_BYTES);
    }

    /** A hash that no key of the namespace is above. */
    byte[] last() {
        byte[] last = new byte[KEY_BYTES];
        Arrays.fill(last, (byte) 0xff);
        System.arraycopy(prefix, 0, last, 0, NAMESPACE_BYTES);
        return last;
    }

    boolean isKeyHash(byte[] hash) {
        return hash.length == KEY_BYTES && Arrays.equals(Arrays.copyOf(hash, NAMESPACE_BYTES), prefix);
    }

    byte[] indexHash(IndexValue value) {
        return Arrays.copyOf(Sha256.ofTexts(first, value.parts()), INDEX_BYTES);
    }

    /** The parts as people read them. For their eyes only: cut, and not unambiguous. */
    static String shown(List<String> parts) {
        String joined = String.join(" | ", parts);
        if (joined.length() <= MOST_SHOWN) {
            return joined;
        }
        boolean splitsPair = Character.isHighSurrogate(joined.charAt(MOST_SHOWN - 1));
        return joined.substring(0, splitsPair ? MOST_SHOWN - 1 : MOST_SHOWN);
    }

    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }

    /** A moment to compare with ends. What never ends is not over at any. */
    static long moment(Instant time) {
        return Math.min(micros(time), LAST_MOMENT);
    }
}
