package dev.granary.benchmarks.ground;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** An update as a storage sent it, to be sent again for other rows. */
final class SwapTemplate {

    private enum Slot {
        KEY,
        EXPECTED,
        NEXT,
        BODY,
        SAME
    }

    private final Statement update;
    private final List<Slot> slots;

    /** Learns from a select and an update of the same row, which had the revision {@code expected} then. */
    SwapTemplate(Statement select, Statement update, String expected) {
        this.update = update;
        byte[] key = (byte[]) select.parameters().get(0);
        this.slots = update.parameters().stream()
                .map(parameter -> slot(parameter, key, expected))
                .toList();
    }

    String text() {
        return update.text();
    }

    void bind(PreparedStatement statement, byte[] key, Body held, Body next) throws SQLException {
        for (int i = 0; i < slots.size(); i++) {
            switch (slots.get(i)) {
                case KEY -> statement.setBytes(i + 1, key);
                case EXPECTED -> statement.setString(i + 1, held.revision());
                case NEXT -> statement.setString(i + 1, next.revision());
                case BODY -> statement.setString(i + 1, next.text());
                default -> same(statement, i + 1, update.parameters().get(i));
            }
        }
    }

    private static void same(PreparedStatement statement, int at, Object parameter) throws SQLException {
        if (parameter instanceof Long number) {
            statement.setLong(at, number);
        } else {
            statement.setString(at, parameter.toString());
        }
    }

    private static Slot slot(Object parameter, byte[] key, String expected) {
        if (parameter instanceof byte[] bytes) {
            return Arrays.equals(bytes, key) ? Slot.KEY : Slot.SAME;
        }
        if (!(parameter instanceof String text)) {
            return Slot.SAME;
        }
        if (text.startsWith("{")) {
            return Slot.BODY;
        }
        boolean revision = text.length() == Body.REVISION;
        return text.equals(expected) ? Slot.EXPECTED : revision ? Slot.NEXT : Slot.SAME;
    }
}
