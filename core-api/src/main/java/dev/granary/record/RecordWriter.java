package dev.granary.record;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes the fields of one record. Made for a {@link RecordCodec}; not safe for threads. */
public final class RecordWriter {

    private final JsonGenerator json;

    private RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    static <R> byte[] document(RecordCodec<R> codec, R record, Stamp stamp) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Fields.JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            RecordWriter out = new RecordWriter(json);
            out.number(RecordReader.VERSION, codec.version());
            out.text(RecordReader.REVISION, stamp.revision().value());
            out.number(RecordReader.COUNT, stamp.count());
            codec.write(record, out);
            stamp.unknown().json().forEach(out::raw);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Writes a text. */
    public void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    /** Writes a text unless it is unset. */
    public void text(String name, Optional<String> value) {
        value.ifPresent(text -> text(name, text));
    }

    /** Writes texts unless there are none. */
    public void texts(String name, Collection<String> values) {
        if (!values.isEmpty()) {
            json.writeName(name);
            json.writeStartArray();
            values.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /** Writes a whole number. */
    public void number(String name, long value) {
        json.writeNumberProperty(name, value);
    }

    /** Writes a whole number unless it is unset. */
    public void number(String name, Optional<Long> value) {
        value.ifPresent(number -> number(name, number.longValue()));
    }

    /** Writes a constant by its name. */
    public void choice(String name, Enum<?> value) {
        text(name, value.name());
    }

    /** Writes a truth value. */
    public void flag(String name, boolean value) {
        json.writeBooleanProperty(name, value);
    }

    /** Writes a truth value only if it holds, as fields are written that a kind did not always have. */
    public void optionalFlag(String name, boolean value) {
        if (value) {
            flag(name, true);
        }
    }

    /** Writes a time as microseconds since 1970-01-01T00:00:00Z. */
    public void time(String name, Instant value) {
        number(name, Times.toMicros(value));
    }

    /** Writes a time unless it is unset. */
    public void time(String name, Optional<Instant> value) {
        value.ifPresent(time -> time(name, time));
    }

    /** Writes times unless there are none. */
    public void times(String name, Collection<Instant> values) {
        if (!values.isEmpty()) {
            json.writeName(name);
            json.writeStartArray();
            values.forEach(time -> json.writeNumber(Times.toMicros(time)));
            json.writeEndArray();
        }
    }

    private void raw(String name, String value) {
        json.writeName(name);
        json.writeRawValue(value);
    }
}
