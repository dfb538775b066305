package dev.granary.record;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The fields of one JSON object, in the order they stand in. A name that stands there twice is refused, if not when it
 * is read then when the rest is asked for: one of the two is left, since each is taken once.
 */
final class Fields {

    /** Reads and writes all documents. */
    static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private static final int USUAL = 24;

    /** Stands for a whole number, which is kept apart so that it is not boxed. */
    private static final Object NUMBER = new Object();

    private String[] names = new String[USUAL];
    private @Nullable Object[] values = new Object[USUAL];
    private boolean[] taken = new boolean[USUAL];
    private long[] numbers = new long[USUAL];
    private int count;
    private int next;

    /** A bit for the hash of each name, so that most of the fields that are not there are looked for nowhere. */
    private long hashes;

    private Fields() {}

    static Fields of(byte[] document) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("document: expected a JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                fields.add(name, parser);
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("document: something follows the JSON object");
            }
        }
        return fields;
    }

    /**
     * The place of a field, which is given out once; negative if there is none. Fields are nearly always taken in the
     * order they stand in, so the one wanted is nearly always the next.
     */
    int take(String name) {
        int at = next < count && names[next].equals(name) ? next : find(name);
        if (at >= 0) {
            taken[at] = true;
            next = at + 1;
        }
        return at;
    }

    /** What stands there: a text, a truth value, a list, an object, or a number that is not whole. */
    @Nullable
    Object value(int at) {
        return values[at];
    }

    boolean isNumber(int at) {
        return NUMBER.equals(values[at]);
    }

    /** The whole number that stands there. */
    long number(int at) {
        return numbers[at];
    }

    /** All that was not taken. */
    UnknownFields rest() {
        Map<String, String> rest = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            if (!taken[i]) {
                requireOnce(i);
                rest.put(names[i], json(isNumber(i) ? (Object) numbers[i] : values[i]));
            }
        }
        return rest.isEmpty() ? UnknownFields.NONE : new UnknownFields(rest);
    }

    private int find(String name) {
        if ((hashes & bit(name)) == 0) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (!taken[i] && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static long bit(String name) {
        return 1L << name.hashCode();
    }

    private void requireOnce(int at) {
        for (int i = 0; i < count; i++) {
            if (i != at && names[i].equals(names[at])) {
                throw new IllegalArgumentException("document: a field stands there twice");
            }
        }
    }

    private void add(String name, JsonParser parser) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("document: a field has no name");
        }
        if (count == names.length) {
            grow();
        }
        names[count] = name;
        hashes |= bit(name);
        if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            values[count] = NUMBER;
            numbers[count] = parser.getLongValue();
        } else {
            values[count] = value(parser);
        }
        count++;
    }

    private void grow() {
        names = Arrays.copyOf(names, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
        taken = Arrays.copyOf(taken, 2 * count);
        numbers = Arrays.copyOf(numbers, 2 * count);
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
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
        List<@Nullable Object> list = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser));
        }
        return list;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (map.containsKey(name)) {
                throw new IllegalArgumentException("document: a field within a field stands there twice");
            }
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
}
