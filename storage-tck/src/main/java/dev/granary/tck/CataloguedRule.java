package dev.granary.tck;

/**
 * One rule as the catalogue has it. What a rule does not say of itself, its group says.
 *
 * @param id its id
 * @param group its group
 * @param level how much it binds
 * @param says the rule, in one sentence
 * @param from the standard or the public defect that it comes from
 * @param why why it matters
 * @param look what a failure means and where to look
 */
public record CataloguedRule(String id, Group group, Level level, String says, String from, String why, String look) {

    static CataloguedRule of(Rule rule) {
        Group group = Group.of(rule.id());
        return new CataloguedRule(
                rule.id(),
                group,
                rule.level(),
                rule.says(),
                either(rule.from(), group.from()),
                either(rule.why(), group.why()),
                either(rule.look(), group.look()));
    }

    private static String either(String own, String common) {
        return own.isEmpty() ? common : own;
    }

    /** What to tell whoever sees it fail. */
    public String advice() {
        return "Why it matters: " + why + "\nWhere to look: " + look + "\nWhere it comes from: " + from;
    }
}
