package dev.granary.cli.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every rule holds for the product, and fails on the violation that is planted for it. */
class ArchitectureTest {
    private static final String PRODUCT = "dev.granary";
    private static final String PLANTED = "dev.granary.cli.architecture.planted.";

    static final List<Rule> RULES = List.of(
            new Rule("direction", ArchitectureRules::modulesPointInwards, "record.Intruder", "storage.memory.Deep"),
            new Rule("siblings", ArchitectureRules::modulesPointInwards, "storage.jdbc.Copycat"),
            new Rule("injection", ArchitectureRules::onlyTheProgramAndItsLikeInject, "domain.Injected"),
            new Rule("console", ArchitectureRules::onlyTheProgramTalks, "domain.Talkative", "domain.Complaining"),
            new Rule(
                    "clock",
                    ArchitectureRules::onlyTheProgramKnowsTheTime,
                    "domain.AsksInstant",
                    "domain.AsksLater",
                    "domain.AsksSystem",
                    "domain.MakesClock"),
            new Rule("dice", ArchitectureRules::nobodyThrowsDice, "domain.Seeded", "domain.Chance", "tck.Unseeded"),
            new Rule("cycle", ArchitectureRules::packagesFormNoCycle, "domain.left.Left"),
            new Rule("names", ArchitectureRules::namesSaySomething, "domain.GrantUtil"),
            new Rule("unmarked", ArchitectureRules::packagesAreNullMarked, "domain.Unmarked"),
            new Rule("files", ArchitectureRules::theCoreDoesNoInputOrOutput, "record.Reader"));

    private static final JavaClasses PRODUCT_CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(PRODUCT);

    @ParameterizedTest
    @FieldSource("RULES")
    void theProductKeepsTheRule(Rule rule) {
        rule.over(PRODUCT).check(PRODUCT_CLASSES);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void theRuleFailsOnWhatIsPlanted(Rule rule) {
        String root = PLANTED + rule.plant();
        JavaClasses planted = new ClassFileImporter().importPackages(root);

        List<String> violations =
                rule.over(root).evaluate(planted).getFailureReport().getDetails();

        assertThat(rule.offenders())
                .allSatisfy(offender -> assertThat(violations).anyMatch(each -> each.contains(root + "." + offender)));
        assertThat(violations)
                .allMatch(each -> rule.offenders().stream().anyMatch(offender -> each.contains(root + "." + offender)));
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(ArchitectureRules.modules())
                .allMatch(module -> PRODUCT_CLASSES.stream()
                        .anyMatch(each ->
                                ArchitectureRules.moduleOf(PRODUCT, each).equals(module)));
    }

    /**
     * A rule and what is planted for it.
     *
     * @param plant the package under {@code planted} that breaks the rule
     * @param offenders the classes there that break it; their neighbours do not
     */
    record Rule(String plant, Function<String, ArchRule> function, List<String> offenders) {
        Rule(String plant, Function<String, ArchRule> function, String... offenders) {
            this(plant, function, List.of(offenders));
        }

        ArchRule over(String root) {
            return function.apply(root);
        }

        @Override
        public String toString() {
            return plant;
        }
    }
}
