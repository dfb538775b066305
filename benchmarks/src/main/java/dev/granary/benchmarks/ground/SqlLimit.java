package dev.granary.benchmarks.ground;

import dev.granary.benchmarks.measure.Lane;
import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.Dice;
import dev.granary.record.RecordKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** The storage's own statements, sent through the same pool for keys that are known beforehand. */
final class SqlLimit implements Limit {

    private final DataSource source;
    private final Map<String, List<Statement>> statements;
    private final Dice dice = new Dice();

    /** Sends over {@code source} what the storage sent for a find and a replace, by the name of the kind. */
    SqlLimit(DataSource source, Map<String, List<Statement>> statements) {
        this.source = source;
        this.statements = Map.copyOf(statements);
    }

    @Override
    public Step read(RecordKind<?, ?> kind) {
        List<byte[]> keys = keys(kind);
        Statement select = sent(kind, 0);
        return lane -> select(select, key(keys, lane));
    }

    @Override
    public Step swap(RecordKind<?, ?> kind) {
        List<byte[]> keys = keys(kind);
        Statement select = sent(kind, 0);
        SwapTemplate update = template(kind);
        return lane -> {
            byte[] key = key(keys, lane);
            Body held = select(select, key);
            return update(
                    update,
                    key,
                    held,
                    held.with(dice.revision(lane.any(dice.many())).value()));
        };
    }

    private SwapTemplate template(RecordKind<?, ?> kind) {
        Statement select = sent(kind, 0);
        Statement update = sent(kind, 1);
        // Of the two revisions that the statement names one is in its own body.
        String next = update.parameters().stream()
                .map(Object::toString)
                .filter(text -> text.startsWith("{"))
                .map(text -> new Body(text).revision())
                .findFirst()
                .orElseThrow();
        String expected = update.parameters().stream()
                .map(Object::toString)
                .filter(text -> text.length() == Body.REVISION && !text.equals(next))
                .findFirst()
                .orElseThrow();
        return new SwapTemplate(select, update, expected);
    }

    private Body select(Statement select, byte[] key) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(select.text())) {
            statement.setBytes(1, key);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Body(row.getString(1));
            }
        }
    }

    private Object update(SwapTemplate update, byte[] key, Body held, Body next) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(update.text())) {
            update.bind(statement, key, held, next);
            return statement.executeUpdate();
        }
    }

    private Statement sent(RecordKind<?, ?> kind, int number) {
        return Objects.requireNonNull(statements.get(kind.name())).get(number);
    }

    private List<byte[]> keys(RecordKind<?, ?> kind) {
        List<byte[]> keys = new ArrayList<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select key_hash from granary_" + kind.name());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(row.getBytes(1));
            }
            return keys;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key(List<byte[]> keys, Lane lane) {
        return keys.get(lane.pick(keys.size()));
    }
}
