package dev.granary.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives out the fields of one record by name, each once. What nobody takes is carried in the record's stamp. Made for a
 * {@link RecordCodec}; not safe for threads.
 */
public final class RecordReader {

    static final String VERSION = "v";
    static final String REVISION = "rev";
    static final String COUNT = "n";

    private final Fields fields;

    private RecordReader(Fields fields) {
        this.fields = fields;
    }

    static <R> R document(RecordCodec<R> codec, byte[] document) {
        RecordReader in = new RecordReader(Fields.of(document));
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
        return new Stamp(revision, count, fields.rest());
    }

    /** Takes a text that must be there. */
    public String text(String name) {
        return textAt(required(name), name);
    }

    /** Takes a text. */
    public Optional<String> optionalText(String name) {
        int at = fields.take(name);
        return at < 0 ? Optional.empty() : Optional.of(textAt(at, name));
    }

    /** Takes texts; none if the field is unset. */
    public List<String> texts(String name) {
        List<?> found = list(name);
        List<String> texts = new ArrayList<>(found.size());
        for (Object value : found) {
            if (!(value instanceof String text)) {
                throw new IllegalArgumentException(name + ": expected a list of texts");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Takes a whole number that must be there. */
    public long number(String name) {
        return numberAt(required(name), name);
    }

    /** Takes a whole number from 0 to {@link Integer#MAX_VALUE} that must be there. */
    public int count(String name) {
        return countAt(required(name), name);
    }

    /** Takes a whole number from 0 to {@link Integer#MAX_VALUE}, or this one if there is none. */
    public int count(String name, int otherwise) {
        int at = fields.take(name);
        return at < 0 ? otherwise : countAt(at, name);
    }

    /** Takes a whole number. */
    public Optional<Long> optionalNumber(String name) {
        int at = fields.take(name);
        return at < 0 ? Optional.empty() : Optional.of(numberAt(at, name));
    }

    /** Takes a constant, spelled by its name, that must be there. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        return constant(name, text(name), type);
    }

    /** Takes a constant, spelled by its name. */
    public <E extends Enum<E>> Optional<E> optionalChoice(String name, Class<E> type) {
        return optionalText(name).map(spelled -> constant(name, spelled, type));
    }

    /** Takes a truth value that must be there. */
    public boolean flag(String name) {
        if (fields.value(required(name)) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(name + ": expected a truth value");
    }

    /** Takes a truth value that is written only if it holds. */
    public boolean optionalFlag(String name) {
        int at = fields.take(name);
        if (at < 0) {
            return false;
        }
        if (fields.value(at) instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(name + ": expected a truth value");
    }

    /** Takes a time that must be there. */
    public Instant time(String name) {
        return Times.ofMicros(number(name));
    }

    /** Takes a time. */
    public Optional<Instant> optionalTime(String name) {
        int at = fields.take(name);
        return at < 0 ? Optional.empty() : Optional.of(Times.ofMicros(numberAt(at, name)));
    }

    /** Takes times; none if the field is unset. */
    public List<Instant> times(String name) {
        List<?> found = list(name);
        List<Instant> times = new ArrayList<>(found.size());
        for (Object value : found) {
            if (!(value instanceof Long micros)) {
                throw new IllegalArgumentException(name + ": expected a list of whole numbers");
            }
            times.add(Times.ofMicros(micros));
        }
        return times;
    }

    private int required(String name) {
        int at = fields.take(name);
        if (at < 0) {
            throw new IllegalArgumentException(name + ": the field is missing");
        }
        return at;
    }

    private String textAt(int at, String name) {
        if (fields.value(at) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + ": expected a text");
    }

    private int countAt(int at, String name) {
        long value = numberAt(at, name);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + ": expected 0 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private long numberAt(int at, String name) {
        if (fields.isNumber(at)) {
            return fields.number(at);
        }
        throw new IllegalArgumentException(name + ": expected a whole number");
    }

    private List<?> list(String name) {
        int at = fields.take(name);
        if (at < 0) {
            return List.of();
        }
        if (fields.value(at) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException(name + ": expected a list");
    }

    private static <E extends Enum<E>> E constant(String name, String spelled, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(spelled)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + ": expected one of " + List.of(type.getEnumConstants()));
    }
}
