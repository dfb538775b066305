package dev.granary.tck.specimen;

import dev.granary.client.ClientId;
import dev.granary.record.Revision;
import dev.granary.record.Stamp;
import dev.granary.record.UnknownFields;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import dev.granary.seal.Sealed;
import dev.granary.session.SessionId;
import dev.granary.upstream.ProviderName;
import dev.granary.user.Subject;
import dev.granary.user.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Throws values that nobody threw before. The random part makes each unlike every other; what surrounds it makes it
 * hard to keep. One thread only, unless the generator allows more.
 */
public final class Dice {

    /** The longest id that is thrown. */
    public static final int LONG = 2_000;

    private static final int LONG_IDS_ONE_IN = 8;

    private static final List<String> SNIPPETS = List.of(
            "plain",
            " leading",
            "trailing ",
            "é",
            "e\u0301",
            "👩‍👩‍👧",
            "𝔘",
            "%41",
            "{}",
            "\n",
            "\t",
            "\"",
            "\\",
            "'",
            ";--",
            "ß",
            "İ",
            "\u2028",
            "\uFEFF",
            ":",
            "|",
            "/",
            "*",
            "[a]",
            "?",
            "&amp;",
            "\u0001",
            "\u007f",
            "\ufffd");

    private final RandomGenerator random;

    /** Throws what this generator gives. */
    public Dice(RandomGenerator random) {
        this.random = random;
    }

    /** The generator itself. */
    public RandomGenerator random() {
        return random;
    }

    /** A hard text of up to 50 characters. */
    public String text() {
        return snippet() + Long.toHexString(random.nextLong()) + snippet();
    }

    /** A hard text; one in eight has {@value #LONG} characters. */
    public String id() {
        return random.nextInt(LONG_IDS_ONE_IN) == 0 ? longId() : text();
    }

    /** A hard text of {@value #LONG} characters, told apart by its last ones only. */
    public String longId() {
        String tail = text();
        return "🔑".repeat((LONG - tail.length()) / 2) + "k".repeat((LONG - tail.length()) % 2) + tail;
    }

    /** A configured name. */
    public String name() {
        return "n-" + Long.toHexString(random.nextLong());
    }

    /** So many random bytes in base64url. */
    public String base64Url(int bytes) {
        byte[] bits = new byte[bytes];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** A time of the years 1970 to 2096, in microseconds. */
    public Instant time() {
        return Instant.EPOCH.plus(random.nextLong(4_000_000_000_000_000L), ChronoUnit.MICROS);
    }

    /** A number of 0 or more. */
    public int count() {
        return random.nextInt(Integer.MAX_VALUE);
    }

    /** A revision. */
    public Revision revision() {
        return Revision.random(random);
    }

    /** A stamp that carries a field which a newer release wrote. */
    public Stamp stamp() {
        UnknownFields unknown = new UnknownFields(Map.of("later_" + random.nextInt(100), "{\"a\":[1,\"é\"]}"));
        return new Stamp(revision(), 1 + random.nextInt(1000), unknown);
    }

    /** A client's id. */
    public ClientId client() {
        return new ClientId(id());
    }

    /** A subject. */
    public Subject subject() {
        return new Subject(id());
    }

    /** A user's id. */
    public UserId user() {
        return new UserId(id());
    }

    /** An upstream. */
    public ProviderName provider() {
        return new ProviderName(name());
    }

    /** A session, as another system may have named it. */
    public SessionId session() {
        return new SessionId(base64Url(32) + text());
    }

    /** A sealed value. */
    public Sealed sealed() {
        return new Sealed(id());
    }

    /** Two scopes. */
    public Scopes scopes() {
        return Scopes.of(name(), "~!#$%&'()*+,-./:;<=>?@[]^_`{|}" + name());
    }

    /** Two resources. */
    public SortedSet<Resource> resources() {
        return new TreeSet<>(List.of(new Resource(uri()), new Resource(uri())));
    }

    /** An https URI. */
    public String uri() {
        return "https://" + name() + ".example/%41%7E?a=b&c=" + name();
    }

    private String snippet() {
        return SNIPPETS.get(random.nextInt(SNIPPETS.size()));
    }
}
