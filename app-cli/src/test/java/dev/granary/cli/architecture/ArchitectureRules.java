package dev.granary.cli.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The rules that neither the compiler nor the poms enforce, each over a root package. */
final class ArchitectureRules {
    private static final String CORE = "core";

    /** Who may depend on whom. What has no root of its own belongs to the core, which owns the concepts. */
    private static final Map<String, Set<String>> MAY_DEPEND_ON = Map.ofEntries(
            Map.entry(CORE, Set.of()),
            Map.entry("domain", Set.of(CORE)),
            Map.entry("storage.memory", Set.of(CORE)),
            Map.entry("storage.jdbc", Set.of(CORE)),
            Map.entry("storage.redis", Set.of(CORE)),
            Map.entry("tck", Set.of(CORE, "domain")),
            Map.entry("http", Set.of(CORE, "domain")),
            Map.entry("guice", Set.of(CORE, "domain", "http")),
            Map.entry("servers", Set.of()),
            Map.entry("metrics", Set.of(CORE, "domain", "http")),
            Map.entry(
                    "cli",
                    Set.of(
                            CORE,
                            "domain",
                            "storage.memory",
                            "storage.jdbc",
                            "storage.redis",
                            "tck",
                            "http",
                            "metrics")));

    private static final String NAMES_THAT_SAY_NOTHING = ".*(Manager|Helper|Util|Utils|Impl|Common|Base|Misc)";

    private static final String INPUT_OUTPUT = "java\\.io\\.(File|RandomAccessFile|Console).*"
            + "|java\\.nio\\.(file|channels)\\..*"
            + "|java\\.net\\.(http\\..*|.*Socket.*|URL|.*URLConnection|Inet.*)"
            + "|javax?\\.sql\\..*";

    private ArchitectureRules() {}

    static Set<String> modules() {
        return MAY_DEPEND_ON.keySet();
    }

    static String moduleOf(String root, JavaClass type) {
        String name = type.getPackageName() + ".";
        return modules().stream()
                .filter(module -> name.startsWith(root + "." + module + "."))
                .findFirst()
                .orElse(CORE);
    }

    static ArchRule modulesPointInwards(String root) {
        return classes().that(areIn(root)).should(new ArchCondition<>("depend only on what their module may") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String from = moduleOf(root, type);
                Set<String> allowed = MAY_DEPEND_ON.getOrDefault(from, Set.of());
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    String to = moduleOf(root, target);
                    if (areIn(root).test(target) && !from.equals(to) && !allowed.contains(to)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        });
    }

    static ArchRule onlyTheProgramAndItsLikeInject(String root) {
        return noClasses()
                .that(areOutsideOf(root, "cli"))
                .and(areOutsideOf(root, "guice"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "javax.inject..", "picocli..");
    }

    static ArchRule onlyTheProgramTalks(String root) {
        return noClasses()
                .that(areOutsideOf(root, "cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err");
    }

    static ArchRule onlyTheProgramKnowsTheTime(String root) {
        return classes()
                .that(areOutsideOf(root, "cli"))
                .should(neverReach("the system's clock", ArchitectureRules::readsTheClock));
    }

    static ArchRule nobodyThrowsDice(String root) {
        return classes()
                .that(areOutsideOf(root, "cli"))
                .should(neverReach("dice", access -> throwsDice(access, moduleOf(root, access.getOriginOwner()))));
    }

    static ArchRule packagesFormNoCycle(String root) {
        SliceAssignment packages = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return areIn(root).test(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        };
        return slices().assignedFrom(packages).should().beFreeOfCycles();
    }

    static ArchRule namesSaySomething(String root) {
        return classes().that(areIn(root)).should().haveNameNotMatching(NAMES_THAT_SAY_NOTHING);
    }

    static ArchRule packagesAreNullMarked(String root) {
        return classes().that(areIn(root)).should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " is in a package without @NullMarked"));
            }
        });
    }

    static ArchRule theCoreDoesNoInputOrOutput(String root) {
        return noClasses()
                .that(areIn(root))
                .and(DescribedPredicate.describe(
                        "are in the core", type -> moduleOf(root, type).equals(CORE)))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(INPUT_OUTPUT);
    }

    private static DescribedPredicate<JavaClass> areIn(String root) {
        return JavaClass.Predicates.resideInAPackage(root + "..");
    }

    private static DescribedPredicate<JavaClass> areOutsideOf(String root, String module) {
        return areIn(root).and(JavaClass.Predicates.resideOutsideOfPackage(root + "." + module + ".."));
    }

    private static ArchCondition<JavaClass> neverReach(String what, Predicate<JavaCodeUnitAccess<?>> banned) {
        return new ArchCondition<>("never reach for " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getCodeUnitAccessesFromSelf().stream()
                        .filter(banned)
                        .map(access -> SimpleConditionEvent.violated(access, access.getDescription()))
                        .forEach(events::add);
            }
        };
    }

    private static boolean readsTheClock(JavaCodeUnitAccess<?> access) {
        CodeUnitAccessTarget target = access.getTarget();
        String owner = target.getOwner().getName();
        return switch (target.getName()) {
            case "currentTimeMillis" -> owner.equals("java.lang.System");
            case "systemUTC", "systemDefaultZone", "system" -> owner.equals("java.time.Clock");
            case "now" -> owner.startsWith("java.time.") && !takes(target, Clock.class);
            case "<init>" -> owner.equals("java.util.Date") && takes(target);
            default -> false;
        };
    }

    /** Seeded dice fall the same way twice, so the kit may throw them. */
    private static boolean throwsDice(JavaCodeUnitAccess<?> access, String module) {
        CodeUnitAccessTarget target = access.getTarget();
        return switch (target.getOwner().getName()) {
            case "java.lang.Math" -> target.getName().equals("random");
            case "java.util.Random" -> target.getName().equals("<init>") && (takes(target) || !module.equals("tck"));
            default -> false;
        };
    }

    private static boolean takes(CodeUnitAccessTarget target, Class<?>... types) {
        return target.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .toList()
                .equals(Stream.of(types).map(Class::getName).toList());
    }
}
