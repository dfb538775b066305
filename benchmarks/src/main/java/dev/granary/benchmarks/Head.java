package dev.granary.benchmarks;

import dev.granary.benchmarks.report.Machine;
import dev.granary.benchmarks.report.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** The page's beginning: how it was made, where and with what. */
final class Head {

    private static final List<String> LIBRARIES = List.of(
            "org.h2.Driver",
            "org.postgresql.Driver",
            "com.zaxxer.hikari.HikariDataSource",
            "redis.clients.jedis.RedisClient",
            "org.springframework.security.oauth2.server.authorization.OAuth2Authorization");

    private final Plan plan;

    Head(Plan plan) {
        this.plan = plan;
    }

    Page page() {
        return new Page()
                .heading("# Benchmarks")
                .text(
                        "Written by `./mvnw -q package -DskipTests -Pbenchmarks -pl benchmarks -am`; change nothing by hand.",
                        "Options follow in `-Dbenchmarks.args=\"…\"`: `--quick` for seconds instead of a quarter of an hour,",
                        "`--backends=memory,h2,postgresql,redis`, `--parts=ratios,bytes,growth,slots,purge,peers`, `--grants=1000,100000`,",
                        "`--threads=1,8,32`, `--rounds=7`, `--millis=150` (a phase), `--rows=1000000` (purge), `--output=…`.",
                        "It needs a JDK on linux-amd64 and brings the servers along.")
                .text(
                        "- machine: " + Machine.description(),
                        "- date: " + LocalDate.now(ZoneOffset.UTC) + ", "
                                + Progress.since().toSeconds() + " s in all",
                        "- versions: " + versions()
                                + ", PostgreSQL 18.6 (durable, fsync on), Redis 7.0.15 (no persistence)",
                        "- method: %d counted rounds after one that is not; a round is the raw operation, each of ours, and raw"
                                .formatted(plan.rounds()),
                        "  again, %d ms each. A cell is **the median ratio** of ours to raw in the same round (its quartiles), our"
                                .formatted(plan.phase().toMillis()),
                        "  calls a second of raw's, and by how much raw differs from itself in a round: no ratio is worth more.",
                        "  Each operation ran %d ms with %d threads on each backend before."
                                .formatted(plan.warmUp().toMillis(), plan.warmLanes()),
                        "- raw is the same statements, bytes, connections and keys, nothing parsed: a map's get and replace, the",
                        "  very select and update, GET and EVALSHA. *Whole calls* check and make token values, too.",
                        "- in memory *raw and a look at the clock* is the least that tells whether a record is over, which no read",
                        "  may get wrong: the clock takes longer than the map, and keeps the processor from overlapping reads.");
    }

    private static String versions() {
        return LIBRARIES.stream().map(Head::version).collect(Collectors.joining(", "));
    }

    private static String version(String type) {
        try {
            String jar = Class.forName(type)
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .getPath();
            return jar.substring(jar.lastIndexOf('/') + 1).replace(".jar", "");
        } catch (ClassNotFoundException e) {
            return type + " missing";
        }
    }
}
