package dev.granary.upstream;

import dev.granary.record.Text;

/**
 * The configured logical name of an upstream, never its protocol type.
 *
 * @param value 1 to 64 of a-z, 0-9 and '-', not beginning or ending with '-'
 */
public record ProviderName(String value) {

    /** @throws IllegalArgumentException if the text has another form */
    public ProviderName {
        Text.requireName("provider name", value);
    }
}
