package io.wenwen.load.shopper;

import io.wenwen.catalog.demo.DemoShop;
import io.wenwen.catalog.price.RuleWriter;
import io.wenwen.load.ModelFile;
import io.wenwen.load.Report;
import io.wenwen.load.RunningShop;
import io.wenwen.load.shopper.ShopperEvaluation.Scores;
import io.wenwen.load.suite.PriceTurn;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.Suite;
import io.wenwen.load.suite.SuiteFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code eval shopper}: how good the shopper's turns are over one shop, or over both shops of the own suite. */
@Command(name = "shopper")
public final class EvalShopper implements Callable<Integer> {

    private static final Duration TURN_DEADLINE = Duration.ofSeconds(120);
    private static final Duration READY_DEADLINE = Duration.ofMinutes(15);

    @Option(names = "--data", description = "folder with catalog.jsonl, policies.md and turns.jsonl")
    @Nullable
    Path data;

    @Option(names = "--model", description = "model name or file, none, or shuffled for the random-weight control")
    String model = "default";

    @Option(names = "--level", description = "full (default) or cards")
    String level = "full";

    @Option(names = "--json")
    boolean json;

    @Option(names = "--validate", description = "check the format only")
    boolean validate;

    @Option(names = "--only", description = "turns whose id starts with this")
    String only = "";

    private final Consumer<String> log = System.err::println;

    /** A shop to be judged over: what to import (nothing: the demo shop) and the facts to judge by. */
    private record Course(
            String name, List<Path> imports, @Nullable Path policies, Suite suite, double f1Limit) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!List.of("full", "cards").contains(level)) {
            log.accept("Unknown level '" + level + "'; known are full and cards.");
            return 2;
        }
        List<Course> courses;
        try {
            courses = data != null ? List.of(given(data)) : OwnSuites.read(OwnSuites.root());
        } catch (SuiteFormatException e) {
            e.problems().forEach(log);
            return 2;
        } catch (IOException e) {
            log.accept("Cannot read the suite: " + e.getMessage());
            return 2;
        }
        if (validate) {
            courses.forEach(c -> log.accept(c.name() + ": " + c.suite().turns().size() + " turns, format right"));
            return 0;
        }
        Report report = new Report("shopper");
        Path control = null;
        try {
            String wanted = level.equals("cards") ? "none" : model;
            if (wanted.equals("shuffled")) {
                control = Files.createTempFile("shuffled-", ".gguf");
                ShuffledWeights.write(ModelFile.ofDefault(), control, 1);
                wanted = control.toString();
            }
            List<Scores> all = new ArrayList<>();
            for (Course course : courses) {
                Scores scores = run(course, wanted);
                all.add(scores);
                course(report, course, scores, courses.size() > 1);
            }
            total(report, all);
            if (data == null || Files.exists(data.resolve("price-turns.jsonl"))) {
                prices(report, wanted);
            }
        } finally {
            if (control != null) {
                Files.deleteIfExists(control);
            }
        }
        log.accept(report.table());
        System.out.println(json ? report.json() : report.passed() ? "passed" : "gates missed");
        return report.passed() ? 0 : 1;
    }

    private static Course given(Path data) throws IOException, SuiteFormatException {
        Path catalog = data.resolve("catalog.jsonl");
        if (!Files.exists(catalog)) {
            catalog = data.resolve("catalog.jsonl.gz");
        }
        Path policies = data.resolve("policies.md");
        ShopFacts shop = ShopFacts.read(catalog, policies);
        Suite suite = Suite.read(String.valueOf(data.getFileName()), data.resolve("turns.jsonl"), shop);
        return new Course(suite.name(), List.of(catalog), policies, suite, 0.85);
    }

    private Scores run(Course course, String wanted) throws IOException, InterruptedException {
        Suite suite = course.suite();
        if (!only.isEmpty()) {
            suite = new Suite(
                    suite.name(),
                    suite.shop(),
                    suite.turns().stream().filter(t -> t.id().startsWith(only)).toList());
        }
        log.accept("== " + course.name() + ": " + suite.turns().size() + " turns, model " + wanted);
        try (RunningShop shop = RunningShop.start(course.imports(), course.policies(), wanted, log)) {
            shop.awaitReady(!wanted.equals("none"), READY_DEADLINE, log);
            ShopperEvaluation evaluation =
                    new ShopperEvaluation(suite, new ShopClient(shop.address(), TURN_DEADLINE), log);
            evaluation.run();
            Scores scores = evaluation.scores(!wanted.equals("none"));
            scores.proseMisses().forEach(miss -> log.accept("prose " + miss));
            return scores;
        }
    }

    /** Turns that ask for amounts, over the same shop with the suite's own price rules. */
    private void prices(Report report, String wanted) throws IOException, InterruptedException {
        Path shop = Files.createTempDirectory("wenwen-prices-");
        Path suite = data == null ? OwnSuites.root().resolve("demo") : data;
        Path catalog = suite.resolve("catalog.jsonl");
        Path policies = suite.resolve("policies.md");
        if (data == null) {
            OwnShops.demo(shop);
            catalog = shop.resolve("catalog.jsonl");
            policies = shop.resolve("policies.md");
        }
        Path rules = shop.resolve("price-rules.jsonl");
        StringBuilder all = new StringBuilder();
        if (data == null) {
            DemoShop.rules().forEach(r -> all.append(RuleWriter.write(r)).append('\n'));
        }
        if (Files.exists(suite.resolve("price-rules.jsonl"))) {
            all.append(Files.readString(suite.resolve("price-rules.jsonl")));
        }
        Files.writeString(rules, all);
        List<PriceTurn> turns;
        try {
            turns = PriceTurn.read(suite.resolve("price-turns.jsonl")).stream()
                    .filter(t -> only.isEmpty() || t.id().startsWith(only))
                    .toList();
        } catch (SuiteFormatException e) {
            e.problems().forEach(log);
            throw new IOException("price-turns.jsonl is wrong", e);
        }
        log.accept("== prices: " + turns.size() + " turns");
        try (RunningShop running = RunningShop.start(List.of(catalog), policies, rules, wanted, log)) {
            running.awaitReady(!wanted.equals("none"), READY_DEADLINE, log);
            PriceTurnsEvaluation.Score score =
                    new PriceTurnsEvaluation(new ShopClient(running.address(), TURN_DEADLINE), log).run(turns);
            report.figure("price_turns", score.turns());
            report.figure("price_turns_not_judged", score.entitled());
            report.atMost("wrong_amounts", (double) score.wrong(), 0);
            report.figure("gold_amounts_said", score.gold() == 0 ? null : (double) score.said() / score.gold());
            report.figure("price_turns_right", score.turns() == 0 ? null : (double) score.right() / score.turns());
        }
    }

    private static void course(Report report, Course course, Scores scores, boolean several) {
        String suffix = several ? "_" + course.name() : "";
        report.figure("turns" + suffix, scores.turns());
        report.atLeast("constraint_f1" + suffix, scores.constraintF1(), course.f1Limit());
        if (several) {
            report.figure("kind_right" + suffix, scores.kindRight());
            report.figure("right_product_in_top5" + suffix, scores.rightProduct());
            report.figure("facts_right" + suffix, scores.factsRight());
        }
    }

    private void total(Report report, List<Scores> all) {
        if (all.size() > 1) {
            report.figure("constraint_f1", mean(all, Scores::constraintF1));
        }
        report.atLeast("right_product_in_top5", mean(all, Scores::rightProduct), 0.90);
        report.atLeast("kind_right", mean(all, Scores::kindRight), 0.90);
        report.atLeast("facts_right", mean(all, Scores::factsRight), 0.90);
        report.atMost("dead_ends", sum(all, Scores::deadEnds), 0);
        report.atMost("hard_constraint_violations_silent", sum(all, Scores::silentViolations), 0);
        report.figure("wrong_strings", sum(all, Scores::wrongStrings));
        report.atMost("unsupported_figures", sum(all, Scores::figures), 0);
        report.atMost("unsupported_names", sum(all, Scores::names), 0);
        report.atMost("unsupported_attributes", sum(all, Scores::attributes), 0);
        report.atMost("unsupported_promises", sum(all, Scores::promises), 0);
        report.atLeast("full_level_share", mean(all, Scores::fullLevelShare), 0.9);
        report.atLeast("prose_useful", mean(all, Scores::proseUseful), 0.8);
        report.atLeast("distinct_sentences", mean(all, Scores::distinctSentences), 0.6);
    }

    /** Mean over the shops in which the figure applies, each shop weighing as many as it has turns. */
    private static @Nullable Double mean(List<Scores> all, Function<Scores, @Nullable Double> figure) {
        double sum = 0;
        int turns = 0;
        for (Scores scores : all) {
            Double value = figure.apply(scores);
            if (value != null) {
                sum += value * scores.turns();
                turns += scores.turns();
            }
        }
        return turns == 0 ? null : sum / turns;
    }

    private static Double sum(List<Scores> all, Function<Scores, Integer> figure) {
        return all.stream().mapToDouble(figure::apply).sum();
    }

    /** The project's own suites: turns in the project, the second shop from the data sets. */
    private static final class OwnSuites {

        static Path root() throws IOException {
            for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
                Path suites = folder.resolve("load-tests/suites");
                if (Files.isDirectory(suites)) {
                    return suites;
                }
            }
            String given = System.getProperty("wenwen.root");
            if (given != null) {
                return Path.of(given, "load-tests", "suites");
            }
            throw new IOException(
                    "load-tests/suites not found from here up; run from the project's folder or give --data.");
        }

        static List<Course> read(Path root) throws IOException, SuiteFormatException {
            List<Course> courses = new ArrayList<>();
            Path shops = Files.createTempDirectory("wenwen-shops-");
            OwnShops.demo(shops.resolve("demo"));
            ShopFacts demo = ShopFacts.read(shops.resolve("demo/catalog.jsonl"), shops.resolve("demo/policies.md"));
            courses.add(new Course(
                    "demo", List.of(), null, Suite.read("demo", root.resolve("demo/turns.jsonl"), demo), 0.95));
            Path foreign = shops.resolve("zh");
            OwnShops.zhCatalog(foreign);
            Path policies = root.resolve("zh/policies.md");
            ShopFacts zh = ShopFacts.read(foreign.resolve("catalog.jsonl"), policies);
            courses.add(new Course(
                    "zh",
                    List.of(foreign.resolve("catalog.jsonl")),
                    policies,
                    Suite.read("zh", root.resolve("zh/turns.jsonl"), zh),
                    0.85));
            return courses;
        }
    }
}
