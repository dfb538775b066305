package dev.granary.authorization;

import dev.granary.record.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How a client wants the user to be asked (OpenID Connect Core section 3.1.2.1).
 *
 * @param prompts what the request parameter of that name (in the singular) lists, up to 255 characters each
 * @param maxAge the most seconds since the user authenticated, 0 or more
 */
public record Prompting(SortedSet<String> prompts, Optional<Long> maxAge) {

    /** Nothing is said of it. */
    public static final Prompting NONE = of(List.of(), Optional.empty());

    /** Copies the set. @throws IllegalArgumentException if a text is empty or too long, or the age negative */
    public Prompting {
        prompts = Collections.unmodifiableSortedSet(new TreeSet<>(prompts));
        prompts.forEach(prompt -> Text.require("prompt", prompt, 255));
        if (maxAge.filter(seconds -> seconds < 0).isPresent()) {
            throw new IllegalArgumentException("max age: expected 0 s or more");
        }
    }

    /** These prompts and this age. */
    public static Prompting of(Collection<String> prompts, Optional<Long> maxAge) {
        return new Prompting(new TreeSet<>(prompts), maxAge);
    }

    /** Whether the user is to be asked for consent again, whatever was allowed before. */
    public boolean forConsent() {
        return prompts.contains("consent");
    }
}
