package dev.granary.grant.explorer;

import java.util.Optional;
import java.util.function.Function;

/** Who meets whom, and what may go wrong meanwhile. */
enum Scenario {
    TWO_REDEEM_ONE_CODE(protocol -> World.of(
            store(0, protocol), Faults.OF_THE_NETWORK, call(protocol, "a", 0), call(protocol, "b", 0), reseal())),

    TWO_ROTATE_ONE_TOKEN(protocol -> World.of(
            store(1, protocol), Faults.OF_THE_NETWORK, call(protocol, "a", 1), call(protocol, "b", 1), reseal())),

    TWO_ROTATE_WITH_FAIL_OVER(protocol -> World.of(
            store(1, protocol),
            Faults.OF_THE_NETWORK.andFailOver(),
            call(protocol, "a", 1),
            call(protocol, "b", 1),
            reseal())),

    ROTATION_AND_REVOCATION(protocol ->
            World.of(store(1, protocol), Faults.OF_THE_NETWORK, call(protocol, "a", 1), Rewrite.revoking(), reseal())),

    ROTATION_AND_REVOCATION_WITH_FAIL_OVER(protocol -> World.of(
            store(1, protocol),
            Faults.OF_THE_NETWORK.andFailOver(),
            call(protocol, "a", 1),
            Rewrite.revoking(),
            reseal())),

    REPLAY_AND_ROTATION(protocol -> World.of(
            store(3, protocol),
            Faults.OF_THE_NETWORK.andDelay(),
            call(protocol, "thief", 1),
            call(protocol, "a", 3),
            reseal())),

    /** The client gave up on its first request and went on with the answer to the second. */
    TWO_ROTATIONS_AND_A_LATE_REQUEST(protocol -> World.of(
            store(1, protocol),
            Faults.OF_THE_NETWORK.andDelay(),
            call(protocol, "late", 1),
            Call.presenting(protocol, "a", Samples.token(1), 1, 1))),

    HONEST_CHAIN(
            protocol -> World.of(
                    store(0, protocol),
                    Faults.OF_THE_NETWORK.andFailOver(),
                    Call.presenting(protocol, "a", Samples.token(0), 0, 2),
                    reseal()),
            true),

    HONEST_CHAIN_AND_REVOCATION(
            protocol -> World.of(
                    store(1, protocol),
                    Faults.OF_THE_NETWORK.andFailOver(),
                    Call.presenting(protocol, "a", Samples.token(1), 1, 1),
                    Rewrite.revoking()),
            true),

    BULK_REVOCATION_AND_LATE_OPENING(
            protocol -> World.of(
                    Store.EMPTY,
                    Faults.OF_THE_NETWORK.andDelay(),
                    Open.of(protocol),
                    BulkRevocation.of(protocol),
                    Repair.of(protocol)),
            true),

    BULK_REVOCATION_AND_ROTATION(
            protocol -> World.of(
                    store(1, protocol),
                    Faults.OF_THE_NETWORK,
                    Call.presenting(protocol, "a", Samples.token(1), 1, 1),
                    BulkRevocation.of(protocol),
                    reseal()),
            true);

    // A function cannot say that it is immutable; these are.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Protocol, World> world;

    private final boolean honest;

    Scenario(Function<Protocol, World> world) {
        this(world, false);
    }

    Scenario(Function<Protocol, World> world, boolean honest) {
        this.world = world;
        this.honest = honest;
    }

    /** Whether nobody presents anything twice, so that a retry window makes no difference. */
    boolean isHonest() {
        return honest;
    }

    Explorer.Walked walk(Protocol protocol) {
        return Explorer.walk(protocol, world.apply(protocol), honest, Optional.empty());
    }

    Explorer.Walked seek(Violation violation, Protocol protocol) {
        return Explorer.walk(protocol, world.apply(protocol), honest, Optional.of(violation));
    }

    private static Store store(int generation, Protocol protocol) {
        return Store.of(Samples.at(generation, protocol));
    }

    private static Call call(Protocol protocol, String name, int generation) {
        return Call.presenting(protocol, name, Samples.token(generation), generation, 0);
    }

    private static Rewrite reseal() {
        return Rewrite.resealing();
    }
}
