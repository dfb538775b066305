package dev.granary.cli.toolhive;

import dev.granary.cli.console.Progress;
import dev.granary.domain.audit.AuditType;
import dev.granary.domain.realm.Realm;
import dev.granary.storage.redis.ForeignKeys;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries over what a ToolHive server kept. Every row is carried over by itself, and one that is here already is left as
 * it is: the import can be stopped anywhere, and done again it takes up what is left.
 */
final class ToolHiveImport {

    private static final int PAGE = 500;
    private static final Set<String> INDEXES = Set.of("user:upstream:", "user:providers:", "upstream:idx:");

    private final ForeignKeys redis;
    private final String prefix;
    private final Carriers carriers;
    private final Realm realm;

    /** Reads the keys with this prefix, and tells the realm's audit. */
    ToolHiveImport(ForeignKeys redis, String prefix, Carriers carriers, Realm realm) {
        this.redis = redis;
        this.prefix = prefix;
        this.carriers = carriers;
        this.realm = realm;
    }

    /**
     * Carries over what the inventory names.
     *
     * @param tally counts every row as soon as it is done, also those before a failure
     */
    void run(Inventory inventory, Tally tally, Progress progress) {
        for (RowKind kind : RowKind.values()) {
            List<String> keys = inventory.keys(kind);
            for (int from = 0; from < keys.size(); from += PAGE) {
                List<String> page = keys.subList(from, Math.min(from + PAGE, keys.size()));
                int before = tally.count(kind, Fate.IMPORTED);
                try {
                    carry(kind, page, tally);
                } finally {
                    tell(kind, tally.count(kind, Fate.IMPORTED) - before);
                }
                progress.step(kind.toString(), page.size());
            }
        }
    }

    private void carry(RowKind kind, List<String> page, Tally tally) {
        List<String> whole = page.stream().map(prefix::concat).toList();
        for (ForeignKeys.Entry entry : redis.read(whole)) {
            String key = entry.key().substring(prefix.length());
            Optional<String> text = entry.value();
            if (text.isPresent()) {
                carry(kind, key, text.get(), entry, tally);
            } else if (!entry.type().equals("set") || INDEXES.stream().noneMatch(key::startsWith)) {
                damaged(kind, key, "expected a text, not a " + entry.type(), tally);
            }
        }
    }

    private void carry(RowKind kind, String key, String text, ForeignKeys.Entry entry, Tally tally) {
        try {
            tally.add(kind, verdict(kind, key.substring(kind.beginning().length()), text, entry));
        } catch (DamagedRowException | IllegalArgumentException e) {
            damaged(kind, key, String.valueOf(e.getMessage()), tally);
        }
    }

    private Fate.Verdict verdict(RowKind kind, String key, String text, ForeignKeys.Entry entry) {
        // What a provider did not give.
        return kind == RowKind.TOKENS && text.equals("null")
                ? Fate.EMPTY.verdict()
                : carriers.of(kind).carry(Row.of(key, text, entry.life()));
    }

    private static void damaged(RowKind kind, String key, String expected, Tally tally) {
        tally.add(new Tally.Damage(kind, ShownKey.of(kind, key), expected));
    }

    private void tell(RowKind kind, int imported) {
        if (imported > 0) {
            realm.tell(AuditType.ADOPTED, Optional.empty(), imported, kind + " of ToolHive");
        }
    }
}
