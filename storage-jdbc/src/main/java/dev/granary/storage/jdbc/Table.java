package dev.granary.storage.jdbc;

import dev.granary.record.Index;
import dev.granary.record.RecordKind;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements over the table of one kind. The table and its columns are named after the kind and its indexes, so a
 * new kind needs a script and no code.
 */
final class Table {

    private final String name;
    private final List<String> indexes;
    private final Dialect dialect;
    private final String insert;
    private final String find;
    private final String replace;

    Table(RecordKind<?, ?> kind, Dialect dialect) {
        this.name = "granary_" + kind.name();
        this.indexes = kind.indexes().stream().map(Index::name).toList();
        this.dialect = dialect;
        this.insert = "insert into " + name + " (namespace, key_hash, key_text, " + String.join(", ", contents())
                + ") values (?, ?, ?, " + String.join(", ", parameters()) + ")" + dialect.ifFree();
        this.find = "select body from " + name + " where key_hash = ?";
        this.replace = "update " + name + " set revision = ?, write_count = ?, retain_until = ?,"
                + " purge_at = least(purge_at, ?), body = " + dialect.body()
                + " where key_hash = ? and revision in (?, ?) and retain_until > ?";
    }

    String name() {
        return name;
    }

    /** Fails under a taken key or, where the database can say so, changes nothing. */
    String insert() {
        return insert;
    }

    String find() {
        return find;
    }

    String findAll(int keys) {
        return "select body from " + name + " where key_hash in " + list(keys);
    }

    /** Never moves the purge time forward in time: while it stays, no index changes with the row. */
    String replace() {
        return replace;
    }

    /** Gives the row of a record that is over to a new one. */
    String takeOver() {
        String assignments = Stream.concat(
                        contents().subList(0, contents().size() - 1).stream().map(column -> column + " = ?"),
                        Stream.of("body = " + dialect.body()))
                .collect(Collectors.joining(", "));
        return "update " + name + " set " + assignments + " where key_hash = ? and revision = ? and retain_until <= ?";
    }

    String remove() {
        return "delete from " + name + " where key_hash = ? and revision = ? and retain_until > ?";
    }

    String pageOfAll() {
        return "select key_hash, body from " + name + " where key_hash <= ? and key_hash > ? order by key_hash limit ?";
    }

    /** Ordered by the columns of the index: by the last one alone, H2 sorts all of a client's rows for each page. */
    String pageBy(String index) {
        String hash = index + "_hash";
        return "select key_hash, body from " + name + " where " + hash + " = ? and key_hash > ? order by " + hash
                + ", key_hash limit ?";
    }

    String due() {
        return "select key_hash, retain_until from " + name + " where namespace = ? and purge_at <= ? order by "
                + dialect.dueOrder() + " limit ?";
    }

    String deleteOver(int keys) {
        return "delete from " + name + " where key_hash in " + list(keys) + " and retain_until <= ?";
    }

    String postpone(int keys) {
        return "update " + name + " set purge_at = retain_until where key_hash in " + list(keys) + " and purge_at <= ?";
    }

    String count() {
        return "select count(*) from " + name;
    }

    /** Names every column, reads no row. */
    String probe() {
        return "select namespace, key_hash, key_text, " + String.join(", ", contents()) + " from " + name
                + " where key_hash = ?";
    }

    private List<String> contents() {
        Stream<String> fixed = Stream.of("revision", "write_count", "retain_until", "purge_at");
        Stream<String> listed = indexes.stream().map(index -> index + "_hash");
        return Stream.of(fixed, listed, Stream.of("body"))
                .flatMap(columns -> columns)
                .toList();
    }

    private List<String> parameters() {
        return contents().stream()
                .map(column -> column.equals("body") ? dialect.body() : "?")
                .toList();
    }

    private static String list(int parameters) {
        return "(" + String.join(", ", Collections.nCopies(parameters, "?")) + ")";
    }
}
