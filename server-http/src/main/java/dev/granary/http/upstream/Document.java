package dev.granary.http.upstream;

import dev.granary.http.json.JsonObjects;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON document of an upstream's, to find things in. Never prints itself.
 *
 * @param members its members
 */
record Document(Map<String, Object> members) {

    /** @throws IllegalArgumentException if it is no path */
    static void requirePath(String path) {
        if (!path.matches("[^.\\s]+(\\.[^.\\s]+)*")) {
            throw new IllegalArgumentException("path: expected names parted by dots");
        }
    }

    /** The first of these paths that leads to something. */
    Optional<String> first(List<String> paths) {
        return paths.stream().flatMap(path -> text(path).stream()).findFirst();
    }

    /** The text or whole number that a path leads to. */
    Optional<String> text(String path) {
        return find(path).flatMap(Document::spelled);
    }

    /** What a path leads to. A member that is called like the whole path counts first. */
    Optional<Object> find(String path) {
        return Optional.ofNullable(members.get(path)).or(() -> below(path));
    }

    private Optional<Object> below(String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Optional.ofNullable(members.get(path.substring(0, dot)))
                        .flatMap(Document::opened)
                        .flatMap(inner -> inner.find(path.substring(dot + 1)));
    }

    /** A number that a double holds may be another than was sent, so it is none of ours. */
    private static Optional<String> spelled(Object value) {
        if (value instanceof String text) {
            return Optional.of(text).filter(found -> !found.isBlank());
        }
        return value instanceof Long || value instanceof Integer ? Optional.of(value.toString()) : Optional.empty();
    }

    private static Optional<Document> opened(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Optional.of(of(map));
        }
        return value instanceof String text ? claims(text) : Optional.empty();
    }

    private static Document of(Map<?, ?> map) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return new Document(members);
    }

    /** Its signature is not looked at: it came from the token endpoint itself (OpenID Connect Core section 3.1.3.7). */
    private static Optional<Document> claims(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[A-Za-z0-9_-]+")) {
            return Optional.empty();
        }
        try {
            String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return JsonObjects.parse(payload).map(Document::new);
        } catch (IllegalArgumentException e) {
            // Not base64url after all, and so no JWT.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Document[…]";
    }
}
