package dev.granary.benchmarks.peer;

import dev.granary.benchmarks.ground.Backend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;

/** Spring's table of authorizations, as its schema has it: with no index but the primary key. */
final class SpringTables {

    private static final String SCHEMA =
            "org/springframework/security/oauth2/server/authorization/oauth2-authorization-schema.sql";

    private final JdbcTemplate jdbc;
    private final boolean h2;

    SpringTables(DataSource source, Backend backend) {
        this.jdbc = new JdbcTemplate(source);
        this.h2 = backend == Backend.H2;
    }

    /** The service over a table with this many rows: one saved by the service, and copies of it. */
    OAuth2AuthorizationService filled(int count) {
        jdbc.execute(h2 ? schema() : schema().replace(" blob ", " text ").replace(" timestamp ", " timestamptz "));
        OAuth2AuthorizationService service =
                new JdbcOAuth2AuthorizationService(jdbc, new InMemoryRegisteredClientRepository(Authorizations.CLIENT));
        service.save(Authorizations.ending("id", ""));
        jdbc.execute("insert into oauth2_authorization (" + String.join(", ", columns()) + ") select "
                + columns().stream().map(this::copied).collect(Collectors.joining(", "))
                + " from oauth2_authorization, "
                + (h2 ? "system_range(1, " + count + ")" : "generate_series(1, " + count + ") as numbers(x)"));
        jdbc.execute("delete from oauth2_authorization where id = 'id'");
        jdbc.execute(h2 ? "analyze" : "analyze oauth2_authorization");
        return service;
    }

    private String copied(String column) {
        if (column.equals("id")) {
            return "id || '-' || x";
        }
        if (!column.endsWith("_value")) {
            return column;
        }
        return h2
                ? "cast(stringtoutf8(utf8tostring(cast(" + column + " as varbinary)) || '-' || x) as blob)"
                : column + " || '-' || x";
    }

    private List<String> columns() {
        return jdbc.query(
                "select column_name from information_schema.columns where lower(table_name) = 'oauth2_authorization'"
                        + " order by ordinal_position",
                (row, number) -> Objects.requireNonNull(row.getString(1)).toLowerCase(Locale.ROOT));
    }

    private static String schema() {
        ClassLoader loader = SpringTables.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(SCHEMA), SCHEMA)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
