package dev.granary.storage.jdbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads settings and collects every fault in them, so that all are named at once. Not safe for threads. */
final class Options {

    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String POOL_SIZE = "pool.size";
    private static final String POOL_WAIT = "pool.wait-ms";
    private static final String STATEMENT_TIMEOUT = "statement.timeout-ms";
    private static final String MIGRATE = "schema.migrate";

    private final Map<String, String> unread;
    private final List<String> faults = new ArrayList<>();

    Options(Map<String, String> options) {
        this.unread = new TreeMap<>(options);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    PoolSettings read(String url) {
        String target = new TargetUrl(url).checked(faults);
        PoolSettings settings = new PoolSettings(
                target,
                Optional.ofNullable(unread.remove(USER)),
                Optional.ofNullable(unread.remove(PASSWORD)),
                number(POOL_SIZE, 10, 2, 1000),
                Duration.ofMillis(number(POOL_WAIT, 5000, 250, 600_000)),
                Duration.ofMillis(number(STATEMENT_TIMEOUT, 10_000, 100, 600_000)),
                flag(MIGRATE));
        unread.keySet().forEach(this::refuse);
        return settings;
    }

    private int number(String name, int byDefault, int least, int most) {
        String value = unread.remove(name);
        if (value == null) {
            return byDefault;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        faults.add(name + ": expected a whole number from " + least + " to " + most + ", for example " + name + "="
                + byDefault);
        return byDefault;
    }

    private boolean flag(String name) {
        String value = unread.remove(name);
        if (value == null || value.equals("true")) {
            return true;
        }
        if (!value.equals("false")) {
            faults.add(name + ": expected true or false");
        }
        return false;
    }

    private void refuse(String name) {
        String known = String.join(
                ", ", new TreeSet<>(List.of(USER, PASSWORD, POOL_SIZE, POOL_WAIT, STATEMENT_TIMEOUT, MIGRATE)));
        faults.add(name + ": unknown option; known are " + known);
    }
}
