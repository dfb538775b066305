package dev.granary.tck;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule of the contract. The tests are its only source: each says which rule it is. */
public final class Catalogue {

    private Catalogue() {}

    /** All rules, by id. */
    public static List<CataloguedRule> rules() {
        return tests().map(test -> CataloguedRule.of(test.getAnnotation(Rule.class)))
                .sorted(Comparator.comparing(CataloguedRule::id))
                .toList();
    }

    /** The rule with this id, if there is one. */
    public static Optional<CataloguedRule> find(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The contract as a page in Markdown. */
    public static String markdown() {
        String groups = Stream.of(Group.values()).map(Catalogue::section).collect(Collectors.joining("\n"));
        return """
                # The contract of a storage

                Every backend is held to these rules by the compatibility kit, `granary-storage-tck`. Each rule is one
                test, named after its id; an id never changes its meaning. Rules up to 20 of a group are about the port,
                those from 21 on, and all of REPLAY, FENCE, CASCADE, BIND and COST, about what becomes of codes, tokens,
                logins and clients over it.

                MUST binds every storage. CAPABILITY binds those that declare the capability, or those that do not; for the
                others the kit reports an exemption with its reason. Nothing is skipped in silence.

                This page is generated from the tests. `./granary tck` checks a storage.

                """ + groups;
    }

    static Stream<Method> tests() {
        return Stream.of(StorageContract.class.getMethods()).filter(method -> method.isAnnotationPresent(Rule.class));
    }

    private static String section(Group group) {
        String rows = rules().stream()
                .filter(rule -> rule.group() == group)
                .map(Catalogue::row)
                .collect(Collectors.joining());
        return "## " + group.name() + "\n\n" + group.says() + " " + group.why() + "\n\n* Comes from: " + group.from()
                + ".\n* If one fails, look at: " + group.look()
                + ".\n\n| rule | level | says | why | if it fails, look at |\n| --- | --- | --- | --- | --- |\n"
                + rows;
    }

    /** What a rule has from its group stands above the table. */
    private static String row(CataloguedRule rule) {
        Group group = rule.group();
        String from = own(rule.from(), group.from());
        return "| " + rule.id() + " | " + rule.level() + " | " + rule.says() + (from.isEmpty() ? "" : " (" + from + ")")
                + " | " + own(rule.why(), group.why()) + " | " + own(rule.look(), group.look()) + " |\n";
    }

    private static String own(String said, String common) {
        return said.equals(common) ? "" : said;
    }
}
