package dev.granary.storage.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A JDBC URL, and what H2's has to say so that an acknowledged write survives. */
final class TargetUrl {

    private static final String H2_FILE = "jdbc:h2:file:";
    private static final String H2_MEMORY = "jdbc:h2:mem:";

    private final String url;

    TargetUrl(String url) {
        this.url = url;
    }

    /** The URL to connect to. Adds to {@code faults} what is wrong with it. */
    String checked(List<String> faults) {
        if (Vendor.of(url).filter(vendor -> vendor == Vendor.H2).isEmpty()) {
            return url;
        }
        Map<String, String> settings = h2Settings();
        checkPlace(faults);
        refuse("AUTO_SERVER", settings, "FALSE", "use a database server for several processes", faults);
        if (!isFile()) {
            // One storage's alone, as other processes cannot see it either: what is not shared must not seem so.
            return place() + "-" + UUID.randomUUID() + url.substring(place().length());
        }
        refuse("WRITE_DELAY", settings, "0", "a delayed write is lost with the process", faults);
        refuse("FILE_LOCK", settings, "FILE", "without the lock two processes destroy the file", faults);
        // H2 would close the database at the exit of the JVM while it is still used, and write errors beside it that
        // quote what was being written.
        return url
                + unless(settings, "WRITE_DELAY", "0")
                + unless(settings, "DB_CLOSE_ON_EXIT", "FALSE")
                + unless(settings, "TRACE_LEVEL_FILE", "0");
    }

    private static String unless(Map<String, String> settings, String name, String value) {
        return settings.containsKey(name) ? "" : ";" + name + "=" + value;
    }

    private boolean isFile() {
        return url.startsWith(H2_FILE);
    }

    private void checkPlace(List<String> faults) {
        boolean inMemory = url.startsWith(H2_MEMORY);
        if (!isFile() && !inMemory) {
            faults.add("url: expected " + H2_FILE + "<path> or " + H2_MEMORY + "<name>");
        } else if (inMemory && place().equals(H2_MEMORY)) {
            faults.add("url: a database in memory needs a name, for example " + H2_MEMORY + "granary");
        }
    }

    private static void refuse(
            String name, Map<String, String> settings, String only, String why, List<String> faults) {
        String value = settings.getOrDefault(name, only);
        if (!value.equalsIgnoreCase(only)) {
            faults.add("url: " + name + " may only be " + only + ": " + why);
        }
    }

    private String place() {
        int end = url.indexOf(';');
        return end < 0 ? url : url.substring(0, end);
    }

    private Map<String, String> h2Settings() {
        Map<String, String> settings = new TreeMap<>();
        String[] parts = url.split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                settings.put(
                        parts[i].substring(0, equals).trim().toUpperCase(Locale.ROOT), parts[i].substring(equals + 1));
            }
        }
        return settings;
    }
}
