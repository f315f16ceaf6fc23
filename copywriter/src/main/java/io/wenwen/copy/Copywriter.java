package io.wenwen.copy;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.product.Product;
import io.wenwen.catalog.product.ProductId;
import io.wenwen.core.dialogue.Clause;
import io.wenwen.core.dialogue.Language;
import io.wenwen.core.dialogue.Lexicon;
import io.wenwen.core.dialogue.Move;
import io.wenwen.core.dialogue.Prose;
import io.wenwen.core.dialogue.ProseWriter;
import io.wenwen.core.dialogue.Slot;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.model.ModelHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The module's front door: writes title, selling points and description of a product of the catalogue. Thread-safe. */
public final class Copywriter {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 2;

    private final Catalog catalog;
    private final ModelHost models;
    private final ProseWriter prose;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile @Nullable ShopWords words;

    /** The lexicon of one version of the catalogue. */
    private record ShopWords(String version, Lexicon lexicon) {}

    public Copywriter(Catalog catalog, ModelHost models, ProseWriter prose) {
        this.catalog = catalog;
        this.models = models;
        this.prose = prose;
    }

    /**
     * Writes the copy; seconds with a model, at once without.
     *
     * @param seed the same seed, catalogue and model give the same copy while nothing is cached
     * @throws CopyRefusedException for a product that the catalogue does not hold, or while too many are being written
     */
    public ProductCopy write(ProductId id, Language language, Tone tone, long seed) throws InterruptedException {
        Product product = catalog.product(id).orElseThrow(() -> CopyRefusedException.unknownProduct(id.value()));
        if (!places.tryAcquire()) {
            throw CopyRefusedException.busy(AT_ONCE);
        }
        try {
            return write(product, language, tone, seed);
        } finally {
            places.release();
        }
    }

    private ProductCopy write(Product product, Language language, Tone tone, long seed) throws InterruptedException {
        List<Slot> facts = ProductFacts.of(product);
        Slot name = ProductTitle.shortName(product);
        List<Clause> clauses = new ArrayList<>();
        int points = Math.min(tone.points(), facts.size());
        for (Slot fact : facts.subList(0, points)) {
            clauses.add(new Clause.Worded(Move.SELLING_POINT, language, name, List.of(fact), null));
        }
        // The description goes on where the points end, and starts over where the catalogue says no more.
        for (int i = 0; i < tone.sentences() && !facts.isEmpty(); i++) {
            Slot first = facts.get((points + 2 * i) % facts.size());
            Slot second = facts.get((points + 2 * i + 1) % facts.size());
            List<Slot> pair = first.equals(second) ? List.of(first) : List.of(first, second);
            clauses.add(new Clause.Worded(Move.DESCRIPTION, language, name, pair, null));
        }
        LanguageModel model = models.current().orElse(null);
        ShopWords shop = words();
        Prose written = prose.write(model, clauses, shop.lexicon(), seed, DEADLINE, piece -> {});
        List<ProductCopy.Line> lines =
                written.sentences().stream().map(Copywriter::line).toList();
        boolean full = written.byModel();
        return new ProductCopy(
                product.id().value(),
                language == Language.EN ? "en" : "zh-CN",
                tone.label(),
                title(product, language),
                lines.subList(0, points),
                lines.subList(points, lines.size()),
                full && model != null ? model.card().name() : null,
                full && model != null ? model.card().hash() : null,
                seed,
                full ? "full" : "plain",
                shop.version());
    }

    private static ProductCopy.Line title(Product product, Language language) {
        List<Slot> slots = ProductTitle.words(product);
        String between = language == Language.EN ? " " : "";
        String text = String.join(between, slots.stream().map(Slot::text).toList());
        return new ProductCopy.Line(
                text, slots.stream().map(Copywriter::evidence).toList(), "catalog");
    }

    private static ProductCopy.Line line(Prose.Sentence sentence) {
        return new ProductCopy.Line(
                sentence.text(),
                sentence.slots().stream().map(Copywriter::evidence).toList(),
                sentence.wording().name().toLowerCase(Locale.ROOT));
    }

    private static ProductCopy.Evidence evidence(Slot slot) {
        String attribute = slot.attribute() == null ? "name" : slot.attribute();
        return new ProductCopy.Evidence(attribute, slot.value(), slot.text(), slot.source());
    }

    private ShopWords words() {
        ShopWords known = words;
        String version = catalog.version();
        if (known == null || !known.version().equals(version)) {
            Set<String> all = new HashSet<>(catalog.lexicon().categories());
            all.addAll(catalog.lexicon().brands());
            catalog.lexicon().values().forEach((attribute, values) -> {
                all.add(attribute);
                all.addAll(values);
            });
            known = new ShopWords(version, Lexicon.of(all));
            words = known;
        }
        return known;
    }
}
