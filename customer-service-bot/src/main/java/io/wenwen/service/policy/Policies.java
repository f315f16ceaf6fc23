package io.wenwen.service.policy;

import io.wenwen.core.embedding.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shop's promises: finds the line that answers a question, or none, so that an answer always has a line to point to.
 *
 * <p>A line's score is the share of the question that it explains:
 *
 * <pre>
 * score = (Σ w(f) · h(f), f in question and line) / (Σ w(f), f in question)
 * h(f)  = 1 where the line itself has f, 0.4 where only its heading has it
 * w(f)  = idf(f) · (topic 3, word or figure 1.5, character pair 1),   idf(f) = ln(1 + N / (1 + n(f)))
 * </pre>
 *
 * N lines, n(f) of them with feature f. With an embedder the likeness of the vectors is mixed in, so that a wording no list
 * knows still finds its line. Immutable, thread-safe.
 */
public final class Policies {

    /** A line must explain this share of a question that names a topic of the line… */
    private static final double ON_TOPIC = 0.08;
    /** …and this share where no topic is named. */
    private static final double OFF_TOPIC = 0.5;
    /** Likeness of vectors from which a line may answer without shared words; bge-small-zh gives unrelated sentences up to about 0.5. */
    private static final double ALIKE = 0.68;

    private static final double UNDER_HEADING = 0.4;

    private static final double HOLDS_FIGURE = 0.2;
    private static final double STRANGE_CASE = 0.2;

    private static final Pattern DAYS = Pattern.compile("(?<=\\d)日");
    private static final Pattern PARTS = Pattern.compile("[，,。；;？?！!]|还有|另外|以及|\\band\\b");
    private static final Pattern LATIN = Pattern.compile("[a-z][a-z'-]*|\\d+(?:\\.\\d+)?");
    private static final Set<String> EVERYDAY = Set.of(
            "a", "an", "the", "is", "are", "do", "does", "you", "your", "i", "my", "me", "can", "could", "it", "this",
            "that", "how", "what", "when", "to", "of", "for", "in", "on", "if", "and", "or", "will", "have", "with",
            "please", "there", "any", "be", "get", "would", "long");
    private static final String PARTICLES = "的了吗呢啊吧呀么嘛你您我们这那是有能会可以要请问一下想个就都也还";

    private final List<PolicyLine> lines;
    private final List<Map<String, Double>> features;
    private final Map<String, Integer> frequency;
    private final @Nullable Embedder embedder;
    private final List<float[]> vectors;

    private Policies(List<PolicyLine> lines, @Nullable Embedder embedder) {
        this.lines = List.copyOf(lines);
        this.embedder = embedder;
        this.vectors = embedder == null || lines.isEmpty()
                ? List.of()
                : embedder.embedPassages(lines.stream().map(Policies::searched).toList());
        this.features = lines.stream().map(Policies::stated).toList();
        this.frequency = new HashMap<>();
        features.forEach(line -> line.keySet().forEach(feature -> frequency.merge(feature, 1, Integer::sum)));
    }

    /** Reads a policy file: a policy a line or list item, headings, {@code Q:}/{@code 问：} and {@code A:}/{@code 答：} pairs. */
    public static Policies parse(String markdown) {
        return new Policies(PolicyText.parse(markdown), null);
    }

    /** The same lines, found by meaning as well as by words; embeds every line once. */
    public Policies with(Embedder embedder) {
        return new Policies(lines, embedder);
    }

    public List<PolicyLine> lines() {
        return lines;
    }

    /**
     * A line with its claim to answer.
     *
     * @param score see {@link Policies}; 0 to 1
     */
    public record Citation(PolicyLine line, double score) {}

    /** The line that answers this question; empty where none does. */
    public Optional<Citation> answer(String question) {
        return search(question, 1).stream().findFirst();
    }

    /**
     * The lines that answer all parts of this question: the best line, then for every topic asked that it does not speak about
     * (能退吗，运费谁出) the best line that does. At most three.
     */
    public List<Citation> answers(String question) {
        List<Citation> all = search(question, lines.size());
        if (all.isEmpty()) {
            return all;
        }
        List<String> parts = PARTS.splitAsStream(question)
                .filter(part -> !PolicyTopic.askedIn(part).isEmpty())
                .limit(3)
                .toList();
        List<Citation> chosen = new ArrayList<>();
        for (String part : parts.size() > 1 ? parts : List.of(question)) {
            answer(part)
                    .filter(c -> chosen.stream().noneMatch(d -> d.line().equals(c.line())))
                    .ifPresent(chosen::add);
        }
        if (chosen.isEmpty()) {
            chosen.add(all.getFirst());
        }
        for (PolicyTopic topic : PolicyTopic.askedIn(question)) {
            if (chosen.size() < 3 && chosen.stream().noneMatch(c -> speaksOf(c.line(), topic))) {
                all.stream().filter(c -> speaksOf(c.line(), topic)).findFirst().ifPresent(chosen::add);
            }
        }
        return List.copyOf(chosen);
    }

    private boolean speaksOf(PolicyLine line, PolicyTopic topic) {
        return features.get(lines.indexOf(line)).getOrDefault(mark(topic), 0.0) == 1.0;
    }

    /** The lines that answer this question, best first; lines below the threshold are not given. */
    public List<Citation> search(String question, int limit) {
        Set<PolicyTopic> topics = PolicyTopic.askedIn(question);
        Set<String> asked = features(question, topics);
        double whole = asked.stream().mapToDouble(this::weight).sum();
        if (whole == 0 || lines.isEmpty()) {
            return List.of();
        }
        float @Nullable [] vector = embedder == null ? null : embedder.embedQuery(question);
        List<Citation> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Map<String, Double> line = features.get(i);
            double shared = asked.stream()
                            .mapToDouble(f -> weight(f) * line.getOrDefault(f, 0.0))
                            .sum()
                    / whole;
            boolean onTopic = topics.stream().anyMatch(topic -> line.containsKey(mark(topic)));
            double alike = vector == null ? 0 : dot(vector, vectors.get(i));
            double score = vector == null ? shared : 0.7 * shared + 0.3 * Math.max(0, alike);
            if (shared >= (onTopic ? ON_TOPIC : OFF_TOPIC) || (alike >= ALIKE && shared > 0)) {
                found.add(new Citation(
                        lines.get(i), Math.clamp(score + lead(question, lines.get(i)) + fit(question, i), 0, 1)));
            }
        }
        found.sort(Comparator.comparingDouble(Citation::score).reversed());
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /** Lines that hold the figure asked for go first, those about a case that was not mentioned last. */
    private double fit(String question, int line) {
        String own = own(lines.get(line));
        Set<AskedFigure> figures = AskedFigure.in(question);
        long held = figures.stream().filter(f -> f.statedIn(own)).count();
        double figure = figures.isEmpty() ? 0 : HOLDS_FIGURE * held / figures.size();
        return figure - STRANGE_CASE * Math.min(2, SpecialCase.strange(question, own));
    }

    private static String own(PolicyLine line) {
        return (line.question() == null ? "" : line.question() + "。") + line.text();
    }

    /** A FAQ entry whose question is nearly the shopper's own goes first; so does a line in the shopper's language. */
    private static double lead(String question, PolicyLine line) {
        boolean english = chinese(question) == 0;
        double sameLanguage = english == (chinese(line.text()) == 0) ? 0.15 : 0;
        if (line.question() == null) {
            return sameLanguage;
        }
        Set<String> asked = pairs(question);
        Set<String> known = pairs(line.question());
        long both = asked.stream().filter(known::contains).count();
        double jaccard = asked.isEmpty() ? 0 : (double) both / (asked.size() + known.size() - both);
        return sameLanguage + 0.3 * jaccard;
    }

    private static long chinese(String text) {
        return text.codePoints().filter(Character::isIdeographic).count();
    }

    private double weight(String feature) {
        double idf = Math.log(1 + (double) lines.size() / (1 + frequency.getOrDefault(feature, 0)));
        return idf * (feature.startsWith("#") ? 3 : feature.startsWith("w:") ? 1.5 : 1);
    }

    private static String searched(PolicyLine line) {
        return line.heading() + "。" + (line.question() == null ? "" : line.question() + "。") + line.text();
    }

    private static Map<String, Double> stated(PolicyLine line) {
        Map<String, Double> stated = new HashMap<>();
        features(line.heading(), PolicyTopic.statedIn(line.heading())).forEach(f -> stated.put(f, UNDER_HEADING));
        String own = own(line);
        features(own, PolicyTopic.statedIn(own)).forEach(f -> stated.put(f, 1.0));
        return stated;
    }

    private static Set<String> features(String text, Set<PolicyTopic> topics) {
        Set<String> features = new HashSet<>(pairs(text));
        topics.forEach(topic -> features.add(mark(topic)));
        Matcher latin = LATIN.matcher(text.toLowerCase(Locale.ROOT));
        while (latin.find()) {
            if (!EVERYDAY.contains(latin.group())) {
                features.add("w:" + latin.group());
            }
        }
        return features;
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        int[] points = DAYS.matcher(text)
                .replaceAll("天")
                .codePoints()
                .map(c -> PARTICLES.indexOf(c) >= 0 ? ' ' : c)
                .toArray();
        for (int i = 0; i + 1 < points.length; i++) {
            if (Character.isIdeographic(points[i]) && Character.isIdeographic(points[i + 1])) {
                pairs.add(new String(points, i, 2));
            }
        }
        return pairs;
    }

    private static String mark(PolicyTopic topic) {
        return "#" + topic;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
