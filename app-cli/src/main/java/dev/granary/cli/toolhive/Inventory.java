package dev.granary.cli.toolhive;

import dev.granary.storage.redis.ForeignKeys;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What there is, by the names of the keys.
 *
 * @param rows the keys to be carried over, prefix taken away, each once
 * @param leftBehind how many keys there are of what is not
 */
record Inventory(Map<RowKind, TreeSet<String>> rows, Map<LeftBehind, Integer> leftBehind) {

    /** Looks at every key that begins with the prefix, once. */
    static Inventory of(ForeignKeys redis, String prefix) {
        Inventory inventory = new Inventory(new EnumMap<>(RowKind.class), new EnumMap<>(LeftBehind.class));
        redis.forEach(prefix, key -> inventory.add(key.substring(prefix.length())));
        return inventory;
    }

    private void add(String key) {
        Optional<RowKind> kind = Stream.of(RowKind.values())
                .filter(each -> key.startsWith(each.beginning()))
                .findFirst();
        kind.ifPresentOrElse(
                known -> rows.computeIfAbsent(known, none -> new TreeSet<>()).add(key),
                () -> leftBehind.merge(LeftBehind.of(key), 1, Integer::sum));
    }

    /**
     * The keys of a kind. Those that ToolHive wrote before it told upstreams apart come last: what has been written
     * since counts more.
     */
    List<String> keys(RowKind kind) {
        TreeSet<String> keys = rows.getOrDefault(kind, new TreeSet<>());
        return Stream.concat(
                        keys.stream().filter(key -> !LegacyKeys.contain(kind, key)),
                        keys.stream().filter(key -> LegacyKeys.contain(kind, key)))
                .toList();
    }

    /** How many keys are to be read. */
    int size() {
        return rows.values().stream().mapToInt(TreeSet::size).sum();
    }

    /** Whether there is nothing that ToolHive could have written. */
    boolean isForeign() {
        return rows.isEmpty() && leftBehind.keySet().stream().allMatch(LeftBehind.UNKNOWN::equals);
    }
}
