package dev.granary.storage.memory;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKind;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Backends that are broken in one kind of record, and show it in what becomes of codes, tokens, logins and clients. */
final class KindMutants {

    private static final long SECOND = 1_000_000L;

    private KindMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(
                        GrantMutants.all(),
                        FenceMutants.all(),
                        RefreshMutants.all(),
                        UserMutants.all(),
                        ClientMutants.all())
                .flatMap(mutants -> mutants);
    }

    static long cut(long micros) {
        return Math.floorDiv(micros, SECOND) * SECOND;
    }

    static String withText(String json, String field, String text) {
        return json.replaceAll("\"" + field + "\":\"(?:[^\"\\\\]|\\\\.)*\"", "\"" + field + "\":\"" + text + "\"");
    }

    static Defect respelled(UnaryOperator<String> spelling) {
        return new Lapses.Respelled(
                new ConcurrentHashMap<>(), key -> spelling.apply(key.parts().toString()));
    }

    static Mutant in(RecordKind<?, ?> kind, String name, Defect defect, String... rules) {
        return new Mutant(
                kind.name() + ": " + name,
                List.of(rules),
                sound -> new MutantStorage(sound, defect.only(kind)),
                UnaryOperator.identity(),
                true);
    }

    static Mutant across(RecordKind<?, ?> kind, String name, String... rules) {
        return new Mutant(
                name,
                List.of(rules),
                sound -> new MutantStorage(sound, new Shared(sound, Namespace.DEFAULT).only(kind)),
                UnaryOperator.identity(),
                true);
    }
}
