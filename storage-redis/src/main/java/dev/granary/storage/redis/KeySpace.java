package dev.granary.storage.redis;

import dev.granary.record.IndexValue;
import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How the keys of one kind in one namespace are spelled: {@code prefix:{tag}:kind:digest} for a record, and with a
 * letter in between for what lists records.
 */
final class KeySpace {

    /** How many further parts a bucket's list has beside the first. */
    static final int FURTHER = 16;

    private final Buckets buckets;
    private final String prefix;
    private final String kind;
    private final String namespace;
    private final String own;

    KeySpace(Buckets buckets, String prefix, Namespace namespace, String kind) {
        this.buckets = buckets;
        this.prefix = prefix;
        this.kind = kind;
        this.namespace = namespace.value();
        this.own = Digest.of(List.of("namespace", namespace.value()), List.of()).text();
    }

    Digest digest(RecordKey key) {
        return Digest.of(List.of("record", namespace, kind), key.parts());
    }

    /** The digest of a list of an index; part 0 is read first, further ones hold what it has no room for. */
    Digest digest(String index, IndexValue value, int part) {
        return Digest.of(List.of("index", namespace, kind, index, Integer.toString(part)), value.parts());
    }

    /** Tells the listing of all records from others. */
    Digest digestOfAll() {
        return Digest.of(List.of("all", namespace, kind), List.of());
    }

    byte[] record(Digest record) {
        return key(record.bucket(), ":" + record.text());
    }

    byte[] index(Digest list) {
        return key(list.bucket(), ":i:" + list.text());
    }

    /** A part of the list of all records of a bucket. */
    byte[] all(int bucket, int part) {
        return part(bucket, ":a", part);
    }

    /** A part of the list of the records of a bucket by the time until which they are kept. */
    byte[] due(int bucket, int part) {
        return part(bucket, ":d", part);
    }

    /** A part of the list of the indexes of a bucket by the time at which an entry of theirs may be over. */
    byte[] sweeps(int bucket, int part) {
        return part(bucket, ":s", part);
    }

    /** The keys that an index entry's write names. */
    List<byte[]> aroundIndex(Digest list) {
        int bucket = list.bucket();
        return List.of(index(list), sweeps(bucket, 0), sweeps(bucket, list.part()));
    }

    /** How many records of each kind a bucket holds, of all namespaces. */
    byte[] counts(int bucket) {
        return bytes(counts(buckets, prefix, bucket));
    }

    /** The keys that a write names which comes or goes: the record and what lists it. */
    List<byte[]> around(Digest record) {
        int bucket = record.bucket();
        int part = record.part();
        return List.of(
                record(record), all(bucket, 0), all(bucket, part), due(bucket, 0), due(bucket, part), counts(bucket));
    }

    static String counts(Buckets buckets, String prefix, int bucket) {
        return prefix + ":{" + buckets.tag(bucket) + "}:n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] part(int bucket, String list, int part) {
        return key(bucket, list + (part == 0 ? "" : part) + ":" + own);
    }

    private byte[] key(int bucket, String rest) {
        return bytes(prefix + ":{" + buckets.tag(bucket) + "}:" + kind + rest);
    }
}
