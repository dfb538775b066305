package dev.granary.record;

import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Gives out the fields of one record by name, each once. What nobody takes is carried in the record's stamp. Made for a
 * {@link RecordCodec}; not safe for threads.
 */
public final class RecordReader {

    static final String VERSION = "v";
    static final String REVISION = "rev";
    static final String COUNT = "n";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final List<String> names = new ArrayList<>(32);
    private final List<@Nullable Object> values = new ArrayList<>(32);
    private int next;

    private RecordReader() {}

    static <R> R document(RecordCodec<R> codec, byte[] document) {
        RecordReader in = new RecordReader();
        in.parse(document);
        long version = in.number(VERSION);
        if (version < 1 || version > codec.version()) {
            throw new IllegalArgumentException(
                    VERSION + ": expected a record version of 1 to " + codec.version() + ", got " + version);
        }
        return codec.read(in);
    }

    /** Takes the stamp. Call it last: every field not taken by then is carried as unknown. */
    public Stamp stamp() {
        Revision revision = new Revision(text(REVISION));
        long count = number(COUNT);
        Map<String, String> unknown = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty()) {
                unknown.put(names.get(i), json(values.get(i)));
            }
        }
        return new Stamp(revision, count, new UnknownFields(unknown));
    }

    /** Takes a text that must be there. */
    public String text(String name) {
        return required(name, optionalText(name));
    }

    /** Takes a text. */
    public Optional<String> optionalText(String name) {
        return take(name, String.class);
    }

    /** Takes texts; none if the field is unset. */
    public List<String> texts(String name) {
        return list(name, String.class);
    }

    /** Takes a whole number that must be there. */
    public long number(String name) {
        return required(name, take(name, Long.class));
    }

    /** Takes a whole number from 0 to {@link Integer#MAX_VALUE} that must be there. */
    public int count(String name) {
        long value = number(name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + ": expected 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** Takes a whole number. */
    public Optional<Long> optionalNumber(String name) {
        return take(name, Long.class);
    }

    /** Takes a constant, spelled by its name, that must be there. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        String spelled = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(spelled)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + ": expected one of " + List.of(type.getEnumConstants()));
    }

    /** Takes a truth value that must be there. */
    public boolean flag(String name) {
        return required(name, take(name, Boolean.class));
    }

    /** Takes a truth value that is written only if it holds. */
    public boolean optionalFlag(String name) {
        return take(name, Boolean.class).orElse(false);
    }

    /** Takes a time that must be there. */
    public Instant time(String name) {
        return required(name, optionalTime(name));
    }

    /** Takes a time. */
    public Optional<Instant> optionalTime(String name) {
        return take(name, Long.class).map(RecordReader::micros);
    }

    /** Takes times; none if the field is unset. */
    public List<Instant> times(String name) {
        return list(name, Long.class).stream().map(RecordReader::micros).toList();
    }

    private <T> Optional<T> take(String name, Class<T> type) {
        int at = position(name);
        if (at < 0) {
            return Optional.empty();
        }
        names.set(at, "");
        Object value = values.get(at);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(name + ": expected a " + type.getSimpleName());
        }
        return Optional.of(type.cast(value));
    }

    private <T> List<T> list(String name, Class<T> type) {
        List<?> found = take(name, List.class).orElse(List.of());
        List<T> typed = new ArrayList<>(found.size());
        for (Object value : found) {
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException(name + ": expected a list of " + type.getSimpleName());
            }
            typed.add(type.cast(value));
        }
        return typed;
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(name + ": the field is missing"));
    }

    /** Fields are nearly always taken in the order they stand in, so the one wanted is nearly always the next. */
    private int position(String name) {
        if (next < names.size() && names.get(next).equals(name)) {
            return next++;
        }
        int at = names.indexOf(name);
        if (at >= 0) {
            next = at + 1;
        }
        return at;
    }

    private void parse(byte[] document) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("document: expected a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                if (name.isEmpty()) {
                    throw new IllegalArgumentException("document: a field has no name");
                }
                parser.nextToken();
                names.add(name);
                values.add(value(parser));
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("document: something follows the JSON object");
            }
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getNumberValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case START_ARRAY -> array(parser);
            case START_OBJECT -> object(parser);
            default -> null;
        };
    }

    private static List<@Nullable Object> array(JsonParser parser) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            map.put(name, value(parser));
        }
        return map;
    }

    private static String json(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName(String.valueOf(name));
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> write(json, element));
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.toString());
        } else {
            json.writeNull();
        }
    }

    private static Instant micros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
