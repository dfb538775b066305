package dev.granary.http.upstream;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A form on its way to an upstream. Never prints itself. */
record FormPost(URI uri, Map<String, String> fields, Optional<String> authorization) {

    /** The fields as they are sent. */
    String form() {
        return URLUtils.serializeParameters(fields.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))));
    }

    @Override
    public String toString() {
        return "FormPost[" + uri + "]";
    }
}
