package io.wenwen.load.bench;

import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.Lexicon;
import io.wenwen.core.dialogue.Move;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.Generation;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.ModelCard;
import io.wenwen.core.kernel.TokenConstraint;
import io.wenwen.core.kernel.text.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Forty clauses as the demo shop asked them of the model in forty turns (need, product, the facts that bear on it), worded again one at a
 * time under the shop's own constraint: facts are slots, emitted whole.
 */
final class GroundedTurns {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration DEADLINE = Duration.ofMinutes(1);

    private final List<Clause.Worded> clauses = new ArrayList<>();
    private final ProseWriter writer = new ProseWriter();
    private final Lexicon lexicon;

    GroundedTurns() throws IOException {
        List<String> words = new ArrayList<>();
        try (InputStream in = GroundedTurns.class.getResourceAsStream("grounded-turns.jsonl")) {
            if (in == null) {
                throw new IOException("grounded-turns.jsonl is not on the class path.");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode one = JSON.readTree(line);
                List<Slot> facts = new ArrayList<>();
                for (JsonNode fact : one.path("facts")) {
                    facts.add(slot(Slot.Kind.valueOf(fact.path("kind").asString()), fact));
                    words.add(fact.path("value").asString());
                }
                clauses.add(new Clause.Worded(
                        Move.valueOf(one.path("move").asString()),
                        Language.ZH,
                        Slot.name("p", one.path("name").asString(), "recorded"),
                        facts,
                        one.path("need").isString() ? Slot.need(one.path("need").asString()) : null));
            }
        }
        lexicon = Lexicon.of(words);
    }

    private static Slot slot(Slot.Kind kind, JsonNode fact) {
        return new Slot(
                kind,
                "p",
                fact.path("attribute").asString(),
                fact.path("value").asString(),
                fact.path("text").asString(),
                "recorded");
    }

    /** Tokens a second over all clauses, from each one's first token to its end. */
    double decode(LanguageModel model, ConcurrentLinkedQueue<Double> maskMicroseconds)
            throws IOException, InterruptedException {
        long tokens = 0;
        long nanoseconds = 0;
        for (int i = 0; i < clauses.size(); i++) {
            GenerationRequest request = request(model, clauses.get(i), i, maskMicroseconds);
            Completion completion = KernelStreams.done(model.start(request));
            tokens += completion.generatedTokens() - 1;
            nanoseconds +=
                    completion.total().minus(completion.timeToFirstToken()).toNanos();
        }
        return tokens * 1e9 / nanoseconds;
    }

    /** What the writer asks of a model for a clause; it samples several wordings, of which the first is taken. */
    private GenerationRequest request(
            LanguageModel model, Clause.Worded clause, int seed, ConcurrentLinkedQueue<Double> maskMicroseconds)
            throws IOException, InterruptedException {
        Overheard overheard = new Overheard(model);
        writer.write(overheard, List.of(clause), lexicon, seed, DEADLINE, text -> {});
        if (overheard.requests.isEmpty()) {
            throw new IOException("The writer asked nothing of the model for a recorded clause.");
        }
        GenerationRequest asked = overheard.requests.getFirst();
        TokenConstraint constraint = asked.constraint();
        return new GenerationRequest(
                asked.prompt(),
                asked.sampling(),
                asked.maxTokens(),
                asked.stop(),
                constraint == null ? null : new TimedMasks(constraint, maskMicroseconds),
                asked.sink());
    }

    /** Hears what is asked of a model and cancels it at once. */
    private static final class Overheard implements LanguageModel {
        private final LanguageModel model;
        private final List<GenerationRequest> requests = new ArrayList<>();

        Overheard(LanguageModel model) {
            this.model = model;
        }

        @Override
        public ModelCard card() {
            return model.card();
        }

        @Override
        public @Nullable Tokenizer tokenizer() {
            return model.tokenizer();
        }

        @Override
        public Generation start(GenerationRequest request) {
            requests.add(request);
            return new Generation() {
                @Override
                public Completion await(Duration deadline) {
                    return new Completion("", 0, 0, Duration.ZERO, Duration.ZERO, Completion.Ending.CANCELLED);
                }

                @Override
                public void cancel() {
                    // It never began.
                }
            };
        }

        @Override
        public void close() {
            // The model is another's.
        }
    }
}
