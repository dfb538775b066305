package dev.granary.grant.explorer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One state of everything; what can happen next depends on nothing else.
 *
 * @param store what is stored
 * @param past what was stored before, as long as a fail-over may bring it back
 * @param callers the callers, ended ones too
 * @param underway statements that nobody waits for and that are still to arrive
 * @param faults how much may still go wrong
 * @param ledger what the world was told
 * @param now the time
 */
record World(
        Store store,
        Set<Store> past,
        List<Caller> callers,
        List<Statement> underway,
        Faults faults,
        Ledger ledger,
        Instant now) {

    static World of(Store store, Faults faults, Caller... callers) {
        return new World(store, Set.of(), List.of(callers), List.of(), faults, Ledger.EMPTY, Samples.NOW);
    }

    /**
     * One step of a schedule.
     *
     * @param label says it
     * @param after where it leads
     */
    record Step(String label, World after) {}

    /** Everything that can happen next. */
    List<Step> steps(Protocol protocol) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < callers.size(); i++) {
            Optional<Statement> statement = callers.get(i).next();
            if (statement.isPresent()) {
                addCall(i, statement.get(), protocol, steps);
            }
        }
        for (int i = 0; i < underway.size(); i++) {
            Statement late = underway.get(i);
            List<Statement> rest = new ArrayList<>(underway);
            rest.remove(i);
            steps.add(new Step(
                    "late " + late.name(), storing(late.on(store, protocol).store(), rest)));
        }
        // Once all have ended, nobody is there to notice a fault.
        if (!steps.isEmpty()) {
            addTrouble(steps);
        }
        return steps;
    }

    Optional<Violation> violation(boolean honest) {
        return ledger.violation(store, honest, now);
    }

    private void addCall(int caller, Statement statement, Protocol protocol, List<Step> steps) {
        Effect effect = statement.on(store, protocol);
        World served = storing(effect.store(), underway);
        String label = caller + " " + statement.name();
        steps.add(new Step(label, served.hearing(caller, effect.reply(), faults)));
        if (statement.writes() && faults.losses() > 0) {
            steps.add(new Step("lost " + label, served.hearing(caller, Reply.LOST, faults.lessLoss())));
            steps.add(new Step("slow " + label, sending(statement).hearing(caller, Reply.LOST, faults.lessLoss())));
        }
        if (statement.writes() && faults.repeats() > 0) {
            steps.add(new Step(
                    "twice " + label, served.sending(statement).hearing(caller, effect.reply(), faults.lessRepeat())));
        }
    }

    private void addTrouble(List<Step> steps) {
        if (faults.delays() > 0) {
            World later = new World(store, past, callers, underway, faults.lessDelay(), ledger, Samples.LATER);
            steps.add(new Step("long wait", later));
        }
        if (faults.failOvers() > 0) {
            for (Store older : past) {
                World back = new World(older, Set.of(), callers, underway, faults.lessFailOver(), Ledger.EMPTY, now);
                steps.add(new Step("fail-over", back));
            }
        }
    }

    private World storing(Store next, List<Statement> late) {
        Set<Store> before = past;
        if (faults.failOvers() > 0 && !next.equals(store)) {
            before = new LinkedHashSet<>(past);
            before.add(store);
        }
        return new World(next, before, callers, late, faults, ledger, now);
    }

    private World sending(Statement late) {
        List<Statement> more = new ArrayList<>(underway);
        more.add(late);
        return new World(store, past, callers, more, faults, ledger, now);
    }

    private World hearing(int caller, Reply reply, Faults left) {
        Caller.Heard heard = callers.get(caller).hear(reply, now);
        List<Caller> next = new ArrayList<>(callers);
        next.set(caller, heard.caller());
        return new World(store, past, next, underway, left, ledger.with(heard.event()), now);
    }
}
