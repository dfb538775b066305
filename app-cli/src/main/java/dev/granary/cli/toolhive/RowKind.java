package dev.granary.cli.toolhive;

/** What is carried over, in the order in which it is: what others belong to comes first. */
enum RowKind {
    USER("user:", "users"),
    IDENTITY("provider:", "identities"),
    REGISTRATION("dcr:", "registrations at upstreams"),
    TOKENS("upstream:", "upstream tokens"),
    CLIENT("client:", "clients");

    private final String beginning;
    private final String plural;

    RowKind(String beginning, String plural) {
        this.beginning = beginning;
        this.plural = plural;
    }

    /** What its keys begin with, behind the prefix. */
    String beginning() {
        return beginning;
    }

    @Override
    public String toString() {
        return plural;
    }
}
