package dev.granary.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyRuleIsATestOfItsName() {
        assertThat(Catalogue.tests()).isNotEmpty().allSatisfy(test -> {
            String id = test.getAnnotation(Rule.class).id();
            assertThat(id).matches("[A-Z]+-\\d\\d");
            assertThat(test.getName()).startsWith(id.replace('-', '_') + "_");
            assertThat(test.isAnnotationPresent(Test.class)).as(id).isTrue();
        });
    }

    @Test
    void everyTestIsARule() throws Exception {
        for (Class<?> rules : ruleInterfaces()) {
            assertThat(rules.isAssignableFrom(StorageContract.class))
                    .as("%s is part of the contract", rules.getSimpleName())
                    .isTrue();
            assertThat(Stream.of(rules.getMethods())
                            .filter(method -> method.isAnnotationPresent(Test.class))
                            .filter(method -> !method.isAnnotationPresent(Rule.class))
                            .map(Method::getName))
                    .as("tests of %s that are no rules", rules.getSimpleName())
                    .isEmpty();
        }
    }

    @Test
    void idsAndSentencesAreUnique() {
        List<CataloguedRule> rules = Catalogue.rules();
        assertThat(rules).extracting(CataloguedRule::id).doesNotHaveDuplicates();
        assertThat(rules).extracting(CataloguedRule::says).doesNotHaveDuplicates();
        assertThat(rules)
                .allSatisfy(rule -> assertThat(rule.says())
                        .as(rule.id())
                        .doesNotEndWith(".")
                        .doesNotContain("|", "\n"));
    }

    @Test
    void nothingIsLeftEmpty() {
        assertThat(Catalogue.rules())
                .allSatisfy(rule -> assertThat(Stream.of(
                                rule.says(),
                                rule.from(),
                                rule.why(),
                                rule.look(),
                                rule.group().says()))
                        .as(rule.id())
                        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("|", "\n", "  ")));
    }

    @Test
    void whatIsSaidOfARuleReadsAsItShould() {
        assertThat(Catalogue.rules()).allSatisfy(rule -> {
            assertThat(rule.why()).as("why, of %s", rule.id()).matches("[A-Z].*[.]");
            assertThat(rule.look()).as("look, of %s", rule.id()).doesNotEndWith(".");
        });
    }

    /** In these groups the rules differ so much that what the group says helps nobody. */
    @Test
    void whereTheGroupIsTooGeneralEachRuleSpeaksForItself() {
        assertThat(Catalogue.rules())
                .filteredOn(rule -> EnumSet.of(
                                Group.ONCE,
                                Group.FENCE,
                                Group.REPLAY,
                                Group.CASCADE,
                                Group.BIND,
                                Group.RETAIN,
                                Group.FAULT,
                                Group.INDEX)
                        .contains(rule.group()))
                .allSatisfy(rule -> {
                    assertThat(rule.why())
                            .as("why, of %s", rule.id())
                            .isNotEqualTo(rule.group().why());
                    assertThat(rule.look())
                            .as("look, of %s", rule.id())
                            .isNotEqualTo(rule.group().look());
                });
    }

    @Test
    void everyGroupHasRules() {
        assertThat(Catalogue.rules()).extracting(CataloguedRule::group).contains(Group.values());
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        Path page = Path.of("..", "docs", "contract.md");
        Path fresh = Files.writeString(Path.of("target", "contract.md"), Catalogue.markdown());
        assertThat(page)
                .as("run: cp storage-tck/%s docs/contract.md", fresh)
                .exists()
                .hasSameTextualContentAs(fresh);
    }

    private static List<Class<?>> ruleInterfaces() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(StorageContract.class
                        .getResource("StorageContract.class")
                        .toURI())
                .getParent();
        List<String> names;
        try (Stream<Path> files = Files.list(classes)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Rules.class"))
                    .toList();
        }
        assertThat(names).hasSizeGreaterThan(20);
        List<Class<?>> interfaces = new ArrayList<>();
        for (String name : names) {
            interfaces.add(Class.forName("dev.granary.tck." + name.replace(".class", "")));
        }
        return interfaces;
    }
}
