package dev.granary.http.document;

import dev.granary.client.ClientId;
import dev.granary.http.uri.SecureUris;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Tells client ids that are URLs of documents from others. */
final class DocumentUrls {

    private DocumentUrls() {}

    /** The URL that a client id is: secure, with a path, without fragment, userinfo and dot segments. */
    static Optional<URI> of(ClientId id) {
        return Optional.of(id.value())
                .filter(text -> text.startsWith("https://") || text.startsWith("http://"))
                .flatMap(SecureUris::parse)
                .filter(SecureUris::isSecure)
                .filter(uri -> hasPlainPath(uri.getRawPath()));
    }

    private static boolean hasPlainPath(String path) {
        return path.length() > 1
                && Arrays.stream(path.split("/", -1))
                        .map(segment -> segment.replaceAll("(?i)%2e", "."))
                        .noneMatch(segment -> segment.equals(".") || segment.equals(".."));
    }
}
