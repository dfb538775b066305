package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.Change;
import dev.granary.record.Cursor;
import dev.granary.record.Selection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** COPY: nothing a caller does to an object changes what is stored. */
public interface CopyRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "COPY-01", says = "changing a list after it was handed in changes nothing that is stored")
    default void COPY_01_listsInAreCopied(Kit kit) {
        var bench = kit.specimens();
        List<String> tags = new ArrayList<>(List.of("a", "b"));
        Specimen record = bench.insert(Drawers.tagged(bench.full(), tags));
        Specimen next = bench.next(record);
        List<Change<Specimen>> changes = new ArrayList<>(List.of(new Change<>(next, record.revision())));
        tags.clear();
        bench.assertStored(record);
        bench.store().replaceAll(changes);
        changes.clear();
        bench.assertStored(next);
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "COPY-02", says = "changing a list that was handed out changes nothing that is stored")
    default void COPY_02_listsOutAreTheCallers(Kit kit) throws Exception {
        kit.eachKind(bench -> {
            var record = bench.stored();
            var found = bench.store().findAll(List.of(record.key()));
            var page = bench.store().page(Selection.all(), Cursor.START, 10).records();
            for (List<?> list : List.of(found, page)) {
                try {
                    list.clear();
                } catch (UnsupportedOperationException e) {
                    assertThat(list).as("a list that refuses to change").hasSize(1);
                }
            }
            bench.assertStored(record);
        });
    }
}
