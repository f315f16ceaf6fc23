package io.wenwen.core.openai;

import io.wenwen.core.embedding.Embedder;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.constrain.ConstraintCompiler;
import io.wenwen.core.kernel.text.Tokenizer;
import io.wenwen.core.model.ModelHost;
import io.wenwen.core.model.ModelState;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The models that this interface serves now: the shop's language model where it runs here, and the embedding model. */
final class ServedModels {

    static final String EMBEDDING = "bge-small-zh-v1.5";

    /** The language model with what a request needs of it. */
    record Chat(
            LanguageModel model, Tokenizer tokenizer, TokenTexts texts, ConstraintCompiler constraints, BitSet plain) {

        /** The tokens of plain text. */
        private static BitSet plain(Tokenizer tokenizer) {
            BitSet plain = new BitSet(tokenizer.size());
            for (int token = 0; token < tokenizer.size(); token++) {
                plain.set(token, !tokenizer.isControl(token));
            }
            return plain;
        }

        private static Chat of(LanguageModel model, Tokenizer tokenizer) {
            return new Chat(
                    model, tokenizer, new TokenTexts(tokenizer), new ConstraintCompiler(tokenizer), plain(tokenizer));
        }

        String name() {
            return model.card().name();
        }

        /** Changes where the same request may give another answer. */
        String fingerprint() {
            String hash = model.card().hash();
            return "fp_" + hash.substring(0, Math.min(10, hash.length()));
        }
    }

    private final ModelHost host;
    private final Embedder embedder;
    private @Nullable Chat prepared;
    private final long created = Instant.now().getEpochSecond();

    ServedModels(ModelHost host, Embedder embedder) {
        this.host = host;
        this.embedder = embedder;
    }

    /** The language model of this name. */
    Chat chat(String name) {
        LanguageModel model = host.current().orElse(null);
        if (model == null) {
            if (name.equals(EMBEDDING)) {
                throw ApiError.noSuchModel(name);
            }
            throw ApiError.modelNotReady(told(host.state()));
        }
        Tokenizer tokenizer = model.tokenizer();
        // A model that runs elsewhere is asked there.
        if (tokenizer == null || !model.card().name().equals(name)) {
            throw ApiError.noSuchModel(name);
        }
        return prepared(model, tokenizer);
    }

    /** Sorting a vocabulary takes a moment: it is done once for each model. */
    private synchronized Chat prepared(LanguageModel model, Tokenizer tokenizer) {
        Chat known = prepared;
        if (known == null || known.model() != model) {
            known = Chat.of(model, tokenizer);
            prepared = known;
        }
        return known;
    }

    Embedder embedder(String name) {
        if (!name.equals(EMBEDDING)) {
            throw ApiError.noSuchModel(name);
        }
        return embedder;
    }

    /** Every model by its name, as {@code GET /v1/models} tells. */
    Map<String, ObjectNode> list() {
        Map<String, ObjectNode> models = new LinkedHashMap<>();
        host.current()
                .filter(model -> model.tokenizer() != null)
                .ifPresent(model ->
                        models.put(model.card().name(), entry(model.card().name())));
        models.put(EMBEDDING, entry(EMBEDDING));
        return models;
    }

    private ObjectNode entry(String name) {
        ObjectNode entry = Json.object();
        entry.put("id", name);
        entry.put("object", "model");
        entry.put("created", created);
        entry.put("owned_by", "wenwen");
        return entry;
    }

    private static String told(ModelState state) {
        return switch (state) {
            case ModelState.None _ -> "this server was started without one";
            case ModelState.Downloading _ -> "it is being downloaded";
            case ModelState.Loading _ -> "it is being loaded";
            case ModelState.Ready _ -> "it has just been closed";
            case ModelState.Failed _ -> "it could not be loaded; the log says why";
        };
    }
}
