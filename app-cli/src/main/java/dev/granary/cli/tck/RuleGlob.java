package dev.granary.cli.tck;

import java.util.regex.Pattern;

/** Chooses rules by id: {@code *} stands for any characters, {@code ?} for one; case does not count. */
final class RuleGlob {

    private final Pattern pattern;

    RuleGlob(String glob) {
        String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        this.pattern = Pattern.compile(quoted, Pattern.CASE_INSENSITIVE);
    }

    boolean accepts(String id) {
        return pattern.matcher(id).matches();
    }
}
