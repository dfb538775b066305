package dev.granary.storage.jdbc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts key hashes into lists for one statement each. The last one is filled up to a power of two by repeating its last
 * hash, so that there are few different statements to prepare.
 */
final class Chunks {

    /** How many go into one statement, unless a dialect asks for fewer. */
    static final int MOST = 128;

    private Chunks() {}

    static List<List<byte[]>> of(List<byte[]> hashes, int most) {
        List<List<byte[]>> chunks = new ArrayList<>();
        for (int from = 0; from < hashes.size(); from += most) {
            chunks.add(filled(hashes.subList(from, Math.min(from + most, hashes.size()))));
        }
        return chunks;
    }

    private static List<byte[]> filled(List<byte[]> hashes) {
        int size = hashes.size();
        int full = Integer.highestOneBit(2 * size - 1);
        List<byte[]> chunk = new ArrayList<>(hashes);
        chunk.addAll(Collections.nCopies(full - size, hashes.get(size - 1)));
        return chunk;
    }
}
