package dev.granary.scope;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set in natural order. Every grant has two, so it is an array and not a tree, and is copied only once.
 *
 * @param <E> the type of its elements
 */
// Records promise a SortedSet, and nobody asks for a neighbour.
@SuppressWarnings("JdkObsolete")
final class SortedValues<E extends Comparable<E>> extends AbstractSet<E> implements SortedSet<E> {

    private final List<E> ascending;

    private SortedValues(List<E> ascending) {
        this.ascending = ascending;
    }

    /** The set of these; one that was made here is returned as it is. */
    static <E extends Comparable<E>> SortedSet<E> copyOf(Collection<E> values) {
        if (values instanceof SortedValues<E> copied) {
            return copied;
        }
        List<E> copy = List.copyOf(values);
        return new SortedValues<>(isAscending(copy) ? copy : List.copyOf(new TreeSet<>(copy)));
    }

    private static <E extends Comparable<E>> boolean isAscending(List<E> values) {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1).compareTo(values.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Iterator<E> iterator() {
        return ascending.iterator();
    }

    @Override
    public int size() {
        return ascending.size();
    }

    /** @throws ClassCastException if it is of another type, as sorted sets do */
    @Override
    @SuppressWarnings("unchecked")
    public boolean contains(Object value) {
        return Collections.binarySearch(ascending, (E) value) >= 0;
    }

    /** None: the order is the natural one. */
    @Override
    public @Nullable Comparator<? super E> comparator() {
        return null;
    }

    @Override
    public SortedSet<E> subSet(E from, E to) {
        return copyOf(tree().subSet(from, to));
    }

    @Override
    public SortedSet<E> headSet(E to) {
        return copyOf(tree().headSet(to));
    }

    @Override
    public SortedSet<E> tailSet(E from) {
        return copyOf(tree().tailSet(from));
    }

    @Override
    public E first() {
        return tree().first();
    }

    @Override
    public E last() {
        return tree().last();
    }

    private SortedSet<E> tree() {
        return new TreeSet<>(ascending);
    }
}
