package dev.granary.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a b c", "c b a", "a a", "b a b", "a b b"})
    void itIsWhatATreeIs(String spelled) {
        List<String> values = List.of(spelled.split(" "));
        SortedSet<String> tree = new TreeSet<>(values);
        SortedSet<String> set = SortedValues.copyOf(values);

        assertThat(set).containsExactlyElementsOf(tree).isEqualTo(tree).hasSameHashCodeAs(tree);
        assertThat(tree).isEqualTo(set);
        assertThat(set.first()).isEqualTo(tree.first());
        assertThat(set.last()).isEqualTo(tree.last());
        for (String value : List.of("", "a", "b", "bb", "c", "d")) {
            assertThat(set.contains(value)).isEqualTo(tree.contains(value));
            assertThat(set.headSet(value)).isEqualTo(tree.headSet(value));
            assertThat(set.tailSet(value)).isEqualTo(tree.tailSet(value));
            assertThat(set.subSet("a", "a" + value)).isEqualTo(tree.subSet("a", "a" + value));
        }
    }

    @Test
    void itIsACopyThatNobodyChanges() {
        List<String> values = new ArrayList<>(List.of("a", "b"));
        SortedSet<String> set = SortedValues.copyOf(values);
        values.set(0, "c");

        assertThat(set).containsExactly("a", "b");
        assertThatThrownBy(() -> set.add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> set.iterator().remove()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(SortedValues.copyOf(set)).isSameAs(set);
    }

    @Test
    void theOrderIsNaturalWhateverItWas() {
        SortedSet<String> backwards = new TreeSet<>(Comparator.reverseOrder());
        backwards.addAll(List.of("a", "b"));

        SortedSet<String> set = SortedValues.copyOf(backwards);

        assertThat(set).containsExactly("a", "b");
        assertThat(set.comparator()).isNull();
    }

    @Test
    void emptyHasNoEnds() {
        SortedSet<String> empty = SortedValues.copyOf(List.<String>of());

        assertThat(empty).isEmpty();
        assertThatThrownBy(() -> empty.first()).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> empty.last()).isInstanceOf(NoSuchElementException.class);
    }
}
