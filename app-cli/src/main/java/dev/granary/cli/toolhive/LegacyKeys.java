package dev.granary.cli.toolhive;

import java.util.List;

/** What ToolHive wrote before it told upstreams apart by names of their own. */
final class LegacyKeys {

    /** What stood for an upstream: what it speaks, or nothing. */
    private static final List<String> TYPES = List.of("", "oidc", "oauth2");

    private LegacyKeys() {}

    /** Whether this stands for any upstream of a type rather than for one. */
    static boolean isType(String provider) {
        return TYPES.contains(provider);
    }

    /** Whether a key, prefix taken away, is of that time. */
    static boolean contain(RowKind kind, String key) {
        String rest = key.substring(kind.beginning().length());
        return switch (kind) {
            case IDENTITY -> TYPES.stream().anyMatch(type -> rest.startsWith(type.length() + ":" + type + ":"));
            case TOKENS -> rest.indexOf(':') < 0;
            case USER, REGISTRATION, CLIENT -> false;
        };
    }
}
