package dev.granary.cli.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what was probably meant. */
final class Suggestion {

    private final Collection<String> known;

    Suggestion(Collection<String> known) {
        this.known = known;
    }

    /** A sentence that names the likeliest word, or all of them. */
    String instead(String word) {
        return likeliest(word)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "there are " + String.join(", ", known));
    }

    private Optional<String> likeliest(String word) {
        Optional<String> begun = known.stream()
                .filter(name -> word.length() > 2 && (name.startsWith(word) || word.startsWith(name)))
                .findFirst();
        return begun.or(() -> known.stream()
                .filter(name -> distance(word, name) <= 1 + name.length() / 4)
                .min(Comparator.comparingInt(name -> distance(word, name))));
    }

    /** How many characters must be added, removed or changed (Levenshtein). */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
