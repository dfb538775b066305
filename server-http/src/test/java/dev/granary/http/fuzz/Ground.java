package dev.granary.http.fuzz;

import static dev.granary.http.fuzz.Said.saying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.granary.client.ClientId;
import dev.granary.domain.housekeeping.HousekeepingReport;
import dev.granary.http.delegation.Delegate;
import dev.granary.http.fixture.ForeignIssuer;
import dev.granary.http.fixture.SetClock;
import dev.granary.http.fixture.Site;
import dev.granary.http.fixture.World;
import dev.granary.http.registration.RateLimits;
import dev.granary.http.trust.AllowList;
import dev.granary.http.trust.BearerPolicy;
import dev.granary.http.trust.SubjectPolicy;
import dev.granary.http.trust.TrustedIssuer;
import dev.granary.scope.Resource;
import dev.granary.scope.Scopes;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A server with everything switched on, which bears a number of inputs and then has to show that nothing of them is left.
 * What it must never do is checked after each request.
 */
final class Ground implements AutoCloseable {

    private static final Set<Integer> CONTAINERS_OWN = Set.of(501, 505);
    private static final int CONFIGURED = 4;
    private static final Duration UNTIL_ALL_IS_OVER = Duration.ofDays(11 * 366);
    private static final int MOST_STEPS = 100;

    private final SetClock time = new SetClock();
    private final ForeignIssuer foreign = new ForeignIssuer(time);
    private final World world = new World(builder -> builder.audience(new Resource(World.API))
            .registrationRate(new RateLimits(100_000, 100_000, 100_000, 100_000))
            .delegatesOnLoopback()
            .crossOrigin("https://app.example.com")
            .delegate(Delegate.of(
                    new ClientId("delegate"),
                    World.CLIENT_SECRET,
                    new Delegate.Authority(Scopes.of("openid", "profile"), new TreeSet<>(), AllowList.ANY)))
            .trustedIssuer(TrustedIssuer.of(foreign.uri())
                    .withKeysAt(URI.create(foreign.uri() + "/jwks"))
                    .forSubjects(SubjectPolicy.of(ForeignIssuer.AUDIENCE, AllowList.of("delegate"))
                            .heedingMayAct())
                    .forAssertions(BearerPolicy.of(Map.of("alice", Set.of(new Resource(World.API)))))));
    private final Said said = saying();
    private final Site beside = new Site();
    private final Threads before;

    /** A server alone. */
    Ground() {
        this(ground -> ground.world().server.servlet());
    }

    /** A server, and beside it, on a port of its own, what is made of it. */
    Ground(Function<Ground, HttpServlet> made) {
        beside.mount(made.apply(this));
        before = Threads.now();
    }

    /** The server and all around it. */
    World world() {
        return world;
    }

    /** The other issuer. */
    ForeignIssuer foreign() {
        return foreign;
    }

    /** New conversations of somebody. */
    Live live() {
        return new Live(world, foreign);
    }

    /** Sends a request and checks what comes back. */
    Reply send(String request, Live live) {
        return borne(request, new Reply(world.exchange(request)), live);
    }

    /** Sends a request to what is beside the server, and checks what comes back. */
    Reply sendBeside(String request, Live live) {
        return borne(request, new Reply(beside.exchange(request)), live);
    }

    private static Reply borne(String request, Reply reply, Live live) {
        requireNoFailure(reply);
        requireNothingLeaked(request, reply, live);
        return reply;
    }

    /** Checks what the server said for itself since the last time. */
    void requireNoComplaint(Live live) {
        String log = said.taken();
        live.secrets().forEach(secret -> assertThat(log).as("log").doesNotContain(secret));
        assertThat(said.failures()).as("failures that nobody expected").isEmpty();
    }

    private static void requireNoFailure(Reply reply) {
        assertThat(reply.answers()).noneMatch(answer -> answer.status() >= 500 && !isContainersOwn(answer));
    }

    /** What the container refuses never gets to us, who tell no page where it comes from. */
    private static boolean isContainersOwn(Reply answer) {
        return CONTAINERS_OWN.contains(answer.status())
                && answer.header("Referrer-Policy").isEmpty();
    }

    /** Nobody is told what they did not know. */
    private static void requireNothingLeaked(String request, Reply reply, Live live) {
        live.secrets()
                .filter(secret -> !request.contains(secret))
                .forEach(secret -> assertThat(reply.text()).doesNotContain(secret));
    }

    /** Checks that when all is over nothing is left but what was there before. */
    void requireNothingLeft() {
        world.clock.advance(UNTIL_ALL_IS_OVER);
        HousekeepingReport report = world.server.housekeeper().run();
        for (int step = 0; report.more() && step < MOST_STEPS; step++) {
            report = world.server.housekeeper().run();
        }
        assertThat(report.failures()).isEmpty();
        for (String kind : List.of(
                "grants",
                "pending_authorizations",
                "upstream_tokens",
                "assertions",
                "fences",
                "initial_access_tokens",
                "consents")) {
            assertThat(world.count(kind)).as(kind + " that are left").isZero();
        }
        assertThat(world.count("clients")).isEqualTo(CONFIGURED);
        before.requireNoneMore();
        world.provider.forget();
    }

    @Override
    public void close() {
        said.close();
        beside.close();
        world.close();
        foreign.close();
    }
}
