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
            new Rule("direction", "record.Intruder", ArchitectureRules::modulesPointInwards),
            new Rule("siblings", "storage.jdbc.Copycat", ArchitectureRules::modulesPointInwards),
            new Rule("injection", "domain.Injected", ArchitectureRules::onlyTheProgramInjects),
            new Rule("console", "domain.Talkative", ArchitectureRules::onlyTheProgramTalks),
            new Rule("clock", "domain.Late", ArchitectureRules::onlyTheProgramKnowsTheTime),
            new Rule("dice", "domain.Gambler", ArchitectureRules::nobodyThrowsDice),
            new Rule("cycle", "domain.left.Left", ArchitectureRules::packagesFormNoCycle),
            new Rule("names", "domain.GrantUtil", ArchitectureRules::namesSaySomething),
            new Rule("unmarked", "domain.Unmarked", ArchitectureRules::packagesAreNullMarked),
            new Rule("files", "record.Reader", ArchitectureRules::theCoreDoesNoInputOrOutput));

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

        assertThat(violations).isNotEmpty().allMatch(each -> each.contains(root + "." + rule.offender()));
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(ArchitectureRules.modules())
                .allMatch(module -> PRODUCT_CLASSES.stream()
                        .anyMatch(each ->
                                ArchitectureRules.moduleOf(PRODUCT, each).equals(module)));
    }

    /**
     * @param plant the package under {@code planted} that breaks the rule
     * @param offender the one class there that breaks it; its neighbours do not
     */
    record Rule(String plant, String offender, Function<String, ArchRule> function) {
        ArchRule over(String root) {
            return function.apply(root);
        }

        @Override
        public String toString() {
            return plant;
        }
    }
}
