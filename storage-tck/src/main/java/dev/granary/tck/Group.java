package dev.granary.tck;

import java.util.stream.Stream;

/** A group of rules: what they are for, where they come from, and where to look when one fails. */
public enum Group {
    /** Round trips. */
    ROUND(
            "What is put in comes out, every field of it.",
            "A field that is lost is noticed by whoever needs it, long after: a lost floor revives tokens, a lost key"
                    + " binds them to nobody.",
            "Spring Authorization Server 1.x, whose serialisation broke on upgrades (#457, #397, #1666)",
            "how the document is written and read: encoding of text, precision of times, columns that are copies"),
    /** Snapshots. */
    COPY(
            "Nothing a caller does to an object changes what is stored.",
            "A store that hands out its own objects lets one request change what another one sees.",
            "memory backends that share live objects: Dex, node-oidc-provider, fosite",
            "lists and maps that are kept or returned without a copy"),
    /** Taken keys. */
    UNIQUE(
            "A key that is taken stays with whom it belongs to.",
            "Who may overwrite a client or an identity takes it over.",
            "RFC 7591 section 3.2.1; registration that overwrites an existing client",
            "an upsert where an insert is due, or a check that is a call of its own"),
    /** Keys as text. */
    KEY(
            "Two keys never meet, whatever is written in them.",
            "Keys that are joined, folded or cut let one user's record answer for another's.",
            "node-oidc-provider, which joins the parts of a key without separator or length",
            "how a key is spelled: separators, collation, case, trailing spaces, length of the column"),
    /** One winner. */
    ONCE(
            "Of any number of concurrent callers exactly one wins.",
            "Two winners of one code or token are two sets of live tokens, one of which may be a thief's.",
            "RFC 6749 section 4.1.2, RFC 9700 section 4.14.2; CVE-2026-1035, CVE-2026-16089, ory/fosite#778",
            "the compare-and-set: condition and effect must be one statement, decided at the primary"),
    /** Recognising what was used. */
    REPLAY(
            "What was used and comes back is recognised, and ends the grant before it is answered.",
            "A stolen token is noticed only by its second use; a store that forgets the first notices nothing.",
            "RFC 6749 section 4.1.2, RFC 9700 section 4.14.2; CVE-2026-9802",
            "records that vanish too early, reads from a replica, a write that is acknowledged before it is done"),
    /** The end of a grant. */
    FENCE(
            "Nothing issued under a revoked grant is ever accepted.",
            "A refresh that races with a revocation must not bring the grant back to life.",
            "RFC 7009 section 2.1; keycloak/keycloak#51312, growthbook#6371",
            "stale reads, lost swaps, fences that are read before the write or not found by all of their keys"),
    /** Cascades. */
    CASCADE(
            "A revocation ends everything of one, and nothing else, and says whether it is complete.",
            "Who revokes a lost device trusts the answer.",
            "RFC 7009 section 2.1; CVE-2020-15223",
            "indexes that forget or list too much, pages that end early, errors that are logged and not told"),
    /** Bindings. */
    BIND(
            "Who presents something to no purpose spends nothing, revokes nothing and learns nothing.",
            "Otherwise whoever sees a code in a log or a referrer can kill the login it belongs to.",
            "RFC 7636 section 4.6, RFC 9449 section 5; MystenLabs/MemWal#938",
            "fields of the record that are lost or compared after the credential was spent"),
    /** Expiry. */
    EXPIRE(
            "Over is over, exactly: there one microsecond before the end and gone at it.",
            "Expiry that waits for a sweep is late; expiry by a coarser clock is wrong twice a second.",
            "RFC 6749 section 5.1, RFC 7662 section 2.2; apache/cxf#3240",
            "comparison by the storage's own clock, times cut to seconds, a native expiry that is early"),
    /** Retention. */
    RETAIN(
            "Nothing is forgotten before its time, and everything is after it.",
            "A tombstone that goes before its tokens revives them; records that never go fill the disk.",
            "openiddict#1661, ory/hydra#3877, Duende IdentityServer4#4492",
            "the condition of the statement that deletes, and what happens between choosing and deleting"),
    /** Namespaces. */
    TENANT(
            "No operation of one namespace sees or touches another.",
            "Tenants must not be able to find, spend or revoke what belongs to others.",
            "Spring Authorization Server #663, #1342; openiddict#2064",
            "a statement without the namespace in its condition, or a name that is folded or trimmed"),
    /** Caps. */
    LIMIT(
            "At a cap the newcomer is refused, and nobody living is evicted for it.",
            "Eviction under pressure lets a stranger choose who is logged out.",
            "RFC 7591 section 5; node-oidc-provider's LRU memory adapter, aeman#44",
            "a count that is taken before the insert, or a cache that drops what is still in use"),
    /** Faults. */
    FAULT(
            "Whichever call fails, nobody is accused, nothing is lost, and no success is a lie.",
            "A timeout that is taken for a replay logs honest users out; one that is taken for success leaves tokens.",
            "RFC 7009 section 2.2.1; CVE-2020-15223, stacklok/toolhive#5636",
            "exceptions that are swallowed, unknown outcomes told as failures, repeats that are not recognised"),
    /** Closing and opening. */
    REOPEN(
            "A durable storage has what it acknowledged, and no storage claims what it is not.",
            "A restart that forgets what was used lets it be used again.",
            "CVE-2026-9802",
            "acknowledgement before the write is safe, capabilities that are declared and not kept"),
    /** Listings. */
    INDEX(
            "A listing shows what is there, all of it and nothing else.",
            "What a listing misses is not revoked.",
            "openiddict#1216; index entries that expire before what they list, as in stacklok/toolhive",
            "the order of index and record, paging by offset, index entries with an expiry of their own"),
    /** Documents. */
    CODEC(
            "What any release wrote can be read, and what a newer one added is not lost.",
            "Rolling upgrades run two releases on the same data.",
            "Spring Authorization Server #397, #1452, #1666",
            "a document that is taken apart into columns and put together again"),
    /** Walks. */
    MODEL(
            "Whatever is asked, in whatever order, the answer is the one that the contract's model gives.",
            "Defects hide where nobody thought of looking: a repeat after an expiry, a purge between two swaps.",
            "ory/fosite#421, which asks for a suite that finds what its author did not think of",
            "the printed steps, which can be pasted as a test: the last one is the one that was answered wrongly"),
    /** Budgets. */
    COST(
            "No use case asks the storage more often than its budget says.",
            "Every request pays for each round trip, and a stranger can cause many.",
            "spring-projects/spring-security#19703; docs of Spring Authorization Server: 18 commands to rotate",
            "spurious conflicts that make the domain decide again, a find where the write already answers");

    private final String says;
    private final String why;
    private final String from;
    private final String look;

    Group(String says, String why, String from, String look) {
        this.says = says;
        this.why = why;
        this.from = from;
        this.look = look;
    }

    /** What its rules demand, in one sentence. */
    public String says() {
        return says;
    }

    /** Why that matters. */
    public String why() {
        return why;
    }

    /** The standards and public defects that its rules come from. */
    public String from() {
        return from;
    }

    /** Where to look when one of its rules fails. */
    public String look() {
        return look;
    }

    /** The group of a rule's id. */
    static Group of(String id) {
        return Stream.of(values())
                .filter(group -> id.startsWith(group.name() + "-"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + ": expected the id to begin with a group"));
    }
}
