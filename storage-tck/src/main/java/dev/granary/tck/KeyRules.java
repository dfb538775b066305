package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.record.IndexValue;
import dev.granary.record.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** KEY: two keys never meet. */
public interface KeyRules {

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-01", says = "the parts of a key keep to themselves")
    default void KEY_01_partsAreNotJoined(Kit kit) {
        Drawers.assertApart(
                kit,
                List.of(
                        new SpecimenKey("a", "bc"),
                        new SpecimenKey("ab", "c"),
                        new SpecimenKey("a:b", "c"),
                        new SpecimenKey("a", "b:c"),
                        new SpecimenKey("1:a", "b"),
                        new SpecimenKey("1", "a:b"),
                        new SpecimenKey("a|", "b"),
                        new SpecimenKey("a", "|b"),
                        new SpecimenKey("a\n", "b"),
                        new SpecimenKey("a", "\nb"),
                        new SpecimenKey("a/", "b"),
                        new SpecimenKey("a", "/b"),
                        new SpecimenKey("bc", "a"),
                        new SpecimenKey("c", "ab")));
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-02", says = "case is significant")
    default void KEY_02_caseIsSignificant(Kit kit) {
        Drawers.assertApart(
                kit,
                List.of(
                        new SpecimenKey("case", "x"),
                        new SpecimenKey("Case", "x"),
                        new SpecimenKey("CASE", "x"),
                        new SpecimenKey("case", "X"),
                        new SpecimenKey("straße", "x"),
                        new SpecimenKey("strasse", "x"),
                        new SpecimenKey("i", "x"),
                        new SpecimenKey("I", "x"),
                        new SpecimenKey("ı", "x"),
                        new SpecimenKey("İ", "x")));
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-03", says = "separators, percent signs, braces, newlines, spaces, emoji and accents are just text")
    default void KEY_03_oddTextIsJustText(Kit kit) {
        Drawers.assertApart(
                kit,
                List.of(
                        new SpecimenKey("a", "x"),
                        new SpecimenKey("a ", "x"),
                        new SpecimenKey(" a", "x"),
                        new SpecimenKey("a  ", "x"),
                        new SpecimenKey("a\t", "x"),
                        new SpecimenKey("%61", "x"),
                        new SpecimenKey("%", "x"),
                        new SpecimenKey("_", "x"),
                        new SpecimenKey("{a}", "x"),
                        new SpecimenKey("{}", "x"),
                        new SpecimenKey("a\n", "x"),
                        new SpecimenKey("a\r\n", "x"),
                        new SpecimenKey("\u00e9", "x"),
                        new SpecimenKey("e\u0301", "x"),
                        new SpecimenKey("e", "x"),
                        new SpecimenKey("👩‍👩‍👧", "x"),
                        new SpecimenKey("👩", "x"),
                        new SpecimenKey("🔑", "x"),
                        new SpecimenKey("a*", "x"),
                        new SpecimenKey("a?", "x"),
                        new SpecimenKey("[a]", "x"),
                        new SpecimenKey("'a'", "x"),
                        new SpecimenKey("\\a", "x"),
                        new SpecimenKey("\uFEFFa", "x")));
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-04", says = "texts of 2,000 characters are told apart by their last one")
    default void KEY_04_longTextIsNotCut(Kit kit) {
        String long1999 = "k".repeat(1999);
        String wide1998 = "🔑".repeat(999);
        Drawers.assertApart(
                kit,
                List.of(
                        new SpecimenKey(long1999, "x"),
                        new SpecimenKey(long1999 + "a", "x"),
                        new SpecimenKey(long1999 + "b", "x"),
                        new SpecimenKey("x", long1999 + "a"),
                        new SpecimenKey("x", long1999 + "b"),
                        new SpecimenKey(long1999 + "a", long1999 + "b"),
                        new SpecimenKey(wide1998 + "a", wide1998 + "b"),
                        new SpecimenKey(wide1998 + "b", wide1998 + "a")));
    }

    /** Tests this rule. */
    @Test
    @Rule(id = "KEY-05", says = "the values of an index keep apart as keys do")
    default void KEY_05_indexValuesAreApart(Kit kit) {
        var bench = kit.specimens();
        List<List<String>> shelves = List.of(
                List.of("a", "bc"),
                List.of("ab", "c"),
                List.of("A", "bc"),
                List.of("a ", "bc"),
                List.of("a:b", "c"),
                List.of("a", "b:c"),
                List.of("%61", "bc"),
                List.of("\u00e9", "c"),
                List.of("e\u0301", "c"),
                List.of("s".repeat(1999) + "a", "c"),
                List.of("s".repeat(1999) + "b", "c"));
        List<Specimen> all = new ArrayList<>();
        for (List<String> shelf : shelves) {
            all.add(bench.insert(new Drawers().listed(Optional.of(shelf.get(0)), shelf, kit.dice(), bench.soon())));
        }
        for (Specimen one : all) {
            var selection = Selection.by(Specimen.BY_SHELF, new IndexValue(one.shelf()));
            assertThat(bench.listing(selection, 5)).containsExactly(one);
        }
    }
}
