package io.wenwen.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dependencies run one way. Every rule gives its reason, holds in the shop's own classes, and is seen to fail on a violation
 * that is planted here: a small source is compiled into the package concerned and imported beside the rule.
 */
class ArchitectureTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    /** A rule with a class that breaks it. */
    private record Planted(String name, ArchRule rule, String violator, String source) {}

    private static final String CORE = "io.wenwen.core..";
    private static final String CATALOG = "io.wenwen.catalog..";
    private static final String RECOMMENDER = "io.wenwen.recommend..";
    private static final String COPYWRITER = "io.wenwen.copy..";
    private static final String SERVICE = "io.wenwen.service..";
    private static final String APPLICATION = "io.wenwen.app..";
    private static final String LOAD = "io.wenwen.load..";

    private static ArchRule never(String below, String reason, String... above) {
        return noClasses()
                .that()
                .resideInAPackage(below)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .because(reason);
    }

    private static List<Planted> rules() {
        return List.of(
                new Planted(
                        "assistant-core knows no product",
                        never(
                                CORE,
                                "the engine serves shops it knows nothing of",
                                CATALOG,
                                RECOMMENDER,
                                COPYWRITER,
                                SERVICE,
                                APPLICATION,
                                LOAD),
                        "io.wenwen.core.Planted",
                        "package io.wenwen.core; class Planted { io.wenwen.catalog.product.Money m; }"),
                new Planted(
                        "product-catalog knows no shopper",
                        never(
                                CATALOG,
                                "a product is true whoever asks for it",
                                RECOMMENDER,
                                COPYWRITER,
                                SERVICE,
                                APPLICATION,
                                LOAD),
                        "io.wenwen.catalog.Planted",
                        "package io.wenwen.catalog; class Planted { io.wenwen.app.shopper.TurnRequest t; }"),
                new Planted(
                        "recommender knows only what lies below it",
                        never(
                                RECOMMENDER,
                                "recommendation must be usable without writing, service or this application",
                                COPYWRITER,
                                SERVICE,
                                APPLICATION,
                                LOAD),
                        "io.wenwen.recommend.Planted",
                        "package io.wenwen.recommend; class Planted { io.wenwen.service.policy.Policies p; }"),
                new Planted(
                        "copywriter does not know the service bot",
                        never(
                                COPYWRITER,
                                "merchants' text and shoppers' service change for different people",
                                SERVICE,
                                APPLICATION,
                                LOAD),
                        "io.wenwen.copy.Planted",
                        "package io.wenwen.copy; class Planted { io.wenwen.service.policy.Policies p; }"),
                new Planted(
                        "the service bot does not know the copywriter",
                        never(
                                SERVICE,
                                "merchants' text and shoppers' service change for different people",
                                COPYWRITER,
                                APPLICATION,
                                LOAD),
                        "io.wenwen.service.Planted",
                        "package io.wenwen.service; class Planted { io.wenwen.copy.Copywriter c; }"),
                new Planted(
                        "the application knows no load test",
                        never(APPLICATION, "what is measured must not lean on what measures it", LOAD),
                        "io.wenwen.app.Planted",
                        "package io.wenwen.app; class Planted { io.wenwen.load.Measured m; }"),
                new Planted(
                        "the kernel knows no Spring, no HTTP and no shopping",
                        noClasses()
                                .that()
                                .resideInAPackage("io.wenwen.core.kernel..")
                                .and()
                                .resideOutsideOfPackage("io.wenwen.core.kernel.remote..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "org.springframework..", "jakarta.servlet..", "java.net.http..", CATALOG)
                                .because(
                                        "the engine must run in any Java program, and its speed depends on nothing around it"),
                        "io.wenwen.core.kernel.Planted",
                        "package io.wenwen.core.kernel; class Planted { org.springframework.context.ApplicationContext c; }"),
                new Planted(
                        "of the kernel only the remote model knows HTTP, and no Spring",
                        noClasses()
                                .that()
                                .resideInAPackage("io.wenwen.core.kernel.remote..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        "org.springframework..", "jakarta.servlet..", "io.wenwen.core.openai..")
                                .because("a client of other servers must not lean on our own"),
                        "io.wenwen.core.kernel.remote.Planted",
                        "package io.wenwen.core.kernel.remote; class Planted { io.wenwen.core.openai.ApiError e; }"),
                new Planted(
                        "nothing of the core but its HTTP interface knows Spring",
                        noClasses()
                                .that()
                                .resideInAPackage(CORE)
                                .and()
                                .resideOutsideOfPackage("io.wenwen.core.openai..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "io.swagger..")
                                .because("who takes the core as a library need not take a web framework"),
                        "io.wenwen.core.embedding.Planted",
                        "package io.wenwen.core.embedding; class Planted { org.springframework.context.ApplicationContext c; }"),
                new Planted(
                        "the dialogue's rules know no HTTP",
                        never(
                                "io.wenwen.app.shopper..",
                                "a turn is the same in the terminal, in a test and over HTTP",
                                "org.springframework..",
                                "jakarta.servlet..",
                                "io.wenwen.app.web..",
                                "io.wenwen.app.access.."),
                        "io.wenwen.app.shopper.Planted",
                        "package io.wenwen.app.shopper; class Planted { io.wenwen.app.access.Shopper s; }"),
                new Planted(
                        "every package says whether null is meant",
                        classes()
                                .that()
                                .resideInAPackage("io.wenwen..")
                                .should(liveInANullMarkedPackage())
                                .because("an unmarked package is not checked for null by the compiler"),
                        "io.wenwen.app.unmarked.Planted",
                        "package io.wenwen.app.unmarked; class Planted {}"));
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                JavaPackage home = item.getPackage();
                events.add(new SimpleConditionEvent(
                        item, home.isAnnotatedWith(NullMarked.class), home.getName() + " of " + item.getName()));
            }
        };
    }

    private static JavaClasses own() {
        JavaClasses own = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.wenwen");
        assertThat(own.that(DescribedPredicate.describe("of each module", c -> true)))
                .extracting(JavaClass::getName)
                .contains(
                        "io.wenwen.core.kernel.LanguageModel",
                        "io.wenwen.catalog.Catalog",
                        "io.wenwen.recommend.Recommender",
                        "io.wenwen.copy.Copywriter",
                        "io.wenwen.service.policy.Policies",
                        "io.wenwen.app.Wenwen");
        return own;
    }

    @TestFactory
    Stream<DynamicTest> every_rule_holds_and_would_be_seen_broken() {
        JavaClasses own = own();
        return rules().stream()
                .flatMap(planted -> Stream.of(
                        DynamicTest.dynamicTest(
                                planted.name(), () -> planted.rule().check(own)),
                        DynamicTest.dynamicTest(planted.name() + " — seen broken", () -> {
                            JavaClasses broken = new ClassFileImporter().importPath(compile(planted));
                            assertThat(planted.rule().evaluate(broken).hasViolation())
                                    .isTrue();
                        })));
    }

    /** Compiles the violator; where its victim is not on this class path, a stand-in is compiled beside it. */
    private static Path compile(Planted planted) {
        Path classes = folder.resolve(planted.violator());
        List<JavaFileObject> sources = new ArrayList<>(List.of(source(planted.violator(), planted.source())));
        if (planted.source().contains("io.wenwen.load.Measured")) {
            sources.add(source("io.wenwen.load.Measured", "package io.wenwen.load; public class Measured {}"));
        }
        try {
            Files.createDirectories(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        said,
                        List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")),
                        null,
                        sources)
                .call();
        assertThat(compiled).as(said.getDiagnostics().toString()).isTrue();
        return classes;
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
