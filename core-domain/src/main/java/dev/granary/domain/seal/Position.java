package dev.granary.domain.seal;

import dev.granary.record.Namespace;
import dev.granary.record.RecordKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The one place where a sealed value opens.
 *
 * @param namespace the tenant or issuer
 * @param kind the record kind's name
 * @param key the record's key
 * @param field the field's name
 */
public record Position(Namespace namespace, String kind, RecordKey key, String field) {

    /** The place and the envelope's format, each part with its length, so that no two places spell alike. */
    byte[] associatedData(String format) {
        List<String> parts = new ArrayList<>(List.of(format, namespace.value(), kind, field));
        parts.addAll(key.parts());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
