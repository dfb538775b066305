package dev.granary.tck;

/**
 * One rule as the catalogue has it.
 *
 * @param id its id
 * @param group its group
 * @param level how much it binds
 * @param says the rule, in one sentence
 * @param from the standard or the public defect that it comes from
 */
public record CataloguedRule(String id, Group group, Level level, String says, String from) {

    static CataloguedRule of(Rule rule) {
        Group group = Group.of(rule.id());
        String from = rule.from().isEmpty() ? group.from() : rule.from();
        return new CataloguedRule(rule.id(), group, rule.level(), rule.says(), from);
    }

    /** What to tell whoever sees it fail. */
    public String advice() {
        return "Why it matters: " + group.why() + "\nWhere to look: " + group.look() + "\nWhere it comes from: " + from;
    }
}
