package dev.granary.http.json;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;

/** Reads JSON objects. */
public final class JsonObjects {

    private JsonObjects() {}

    /** The members of an object; empty for everything else. No member may be there twice. */
    public static Optional<Map<String, Object>> parse(String text) {
        // The parser takes null for no object and an empty array for an empty one.
        if (!text.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(JSONObjectUtils.parse(text));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }
}
