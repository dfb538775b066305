package dev.granary.benchmarks;

import dev.granary.authorization.PendingAuthorization;
import dev.granary.benchmarks.ground.Limit;
import dev.granary.benchmarks.measure.Contender;
import dev.granary.benchmarks.measure.Contest;
import dev.granary.benchmarks.measure.Step;
import dev.granary.benchmarks.work.PortCalls;
import dev.granary.benchmarks.work.WholeCalls;
import dev.granary.grant.Grant;
import dev.granary.upstream.UpstreamToken;
import java.util.List;
import java.util.stream.Stream;

/** The operations by the names that the tables call them by, each beside the raw one that limits it. */
final class Operations {

    private static final String WHOLE = ", whole call";
    private static final String TIMED = "raw and a look at the clock";

    private final PortCalls port;
    private final WholeCalls whole;

    Operations(PortCalls port, WholeCalls whole) {
        this.port = port;
        this.whole = whole;
    }

    /** Those at the ports, by name. */
    List<Contender> atPorts() {
        return atPorts(port);
    }

    static List<Contender> atPorts(PortCalls port) {
        return List.of(
                new Contender("introspect", port::introspect),
                new Contender("upstream find", port::findUpstream),
                new Contender("redeem", port::redeem),
                new Contender("rotate", port::rotate),
                new Contender("revoke", port::revoke),
                new Contender("take pending", port::take));
    }

    /** Those as a host calls them, by name. */
    List<Contender> whole() {
        return List.of(
                new Contender("introspect" + WHOLE, whole::introspect),
                new Contender("rotate" + WHOLE, whole::refresh));
    }

    List<Contest> contests(Limit limit) {
        return List.of(
                introspection(limit),
                contest(limit.read(UpstreamToken.KIND), "upstream find"),
                contest(limit.swap(Grant.KIND), "redeem", "rotate", "rotate" + WHOLE, "revoke"),
                contest(limit.swap(PendingAuthorization.KIND), "take pending"));
    }

    private Contest introspection(Limit limit) {
        Contest plain = contest(limit.read(Grant.KIND), "introspect", "introspect" + WHOLE);
        Stream<Contender> timed = limit.readByTheClock(Grant.KIND).map(step -> new Contender(TIMED, step)).stream();
        return new Contest(
                plain.raw(), Stream.concat(timed, plain.contenders().stream()).toList());
    }

    private Contest contest(Step raw, String... names) {
        List<String> wanted = List.of(names);
        return new Contest(
                raw,
                Stream.concat(atPorts().stream(), whole().stream())
                        .filter(contender -> wanted.contains(contender.name()))
                        .toList());
    }
}
