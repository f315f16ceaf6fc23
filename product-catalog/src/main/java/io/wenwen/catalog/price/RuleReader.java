package io.wenwen.catalog.price;

import io.wenwen.catalog.price.PricingException.Code;
import io.wenwen.catalog.price.Terms.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one rule as written in {@code docs/promotions.md} section 3, and refuses what does not make sense by itself. */
public final class RuleReader {

    private static final Set<String> COUPON = Set.of("threshold_fen", "off_fen", "rate");
    private static final Set<String> OWN_OF_ANY = Set.of(
            "off_fen",
            "price_fen",
            "rate",
            "line_pieces",
            "deposit_fen",
            "worth_fen",
            "deposit_from",
            "deposit_until",
            "steps",
            "nth",
            "every",
            "threshold_fen",
            "pieces",
            "gift",
            "fee_fen",
            "free_from_fen");
    private static final Map<Kind, Set<String>> OWN = new EnumMap<>(Map.ofEntries(
            Map.entry(Kind.REDUCTION, Set.of("off_fen", "price_fen", "line_pieces")),
            Map.entry(Kind.MEMBER_PRICE, Set.of("price_fen", "rate", "line_pieces")),
            Map.entry(Kind.PRESALE, Set.of("price_fen", "deposit_fen", "worth_fen", "deposit_from", "deposit_until")),
            Map.entry(Kind.PIECES_RATE, Set.of("steps", "nth")),
            Map.entry(Kind.SPEND_OFF, Set.of("steps", "every")),
            Map.entry(Kind.CROSS_SHOP_OFF, Set.of("steps", "every")),
            Map.entry(Kind.SPEND_RATE, Set.of("steps")),
            Map.entry(Kind.SHOP_COUPON, COUPON),
            Map.entry(Kind.CATEGORY_COUPON, COUPON),
            Map.entry(Kind.PLATFORM_COUPON, COUPON),
            Map.entry(Kind.NEWCOMER_COUPON, COUPON),
            Map.entry(Kind.GIFT, Set.of("threshold_fen", "pieces", "gift")),
            Map.entry(Kind.FREIGHT, Set.of("fee_fen", "free_from_fen"))));
    private static final int MOST_STEPS = 20;
    private static final int LARGEST_RATE = 999;

    private final Fields fields;
    private final Kind kind;

    private RuleReader(Fields fields, Kind kind) {
        this.fields = fields;
        this.kind = kind;
    }

    /**
     * Reads a rule.
     *
     * @throws PricingException with the place and the limit
     */
    public static Rule read(JsonNode node) {
        Fields outer = new Fields(node, "rule", Code.BAD_RULE);
        String id = outer.text("id");
        Fields fields = new Fields(node, "rule '" + id + "'", Code.BAD_RULE);
        String code = fields.text("kind");
        Kind kind = Kind.of(code).orElseThrow(() -> fields.wrong("has the kind '" + code + "', which is not known."));
        return new RuleReader(fields, kind).read(id);
    }

    private Rule read(String id) {
        for (String own : OWN_OF_ANY) {
            if (fields.has(own) && !OWN.getOrDefault(kind, Set.of()).contains(own)) {
                throw fields.wrong("has " + own + ", which a " + kind.code() + " does not know.");
            }
        }
        Window window = new Window(fields.moment("from"), fields.moment("until"));
        if (window.empty()) {
            throw new PricingException(Code.CONTRADICTORY, fields.where() + " ends before it begins.");
        }
        Rule.Coverage coverage = coverage();
        Rule.Access access = access();
        Rule.Stacking stacking = stacking();
        return new Rule(
                id,
                fields.count("version", 1, Integer.MAX_VALUE),
                kind,
                fields.optionalText("name"),
                window,
                coverage,
                access,
                stacking,
                terms());
    }

    private Rule.Coverage coverage() {
        Rule.Coverage coverage = new Rule.Coverage(
                fields.texts("shops"),
                fields.texts("categories"),
                fields.texts("products"),
                fields.texts("skus"),
                fields.texts("except_skus"),
                fields.flag("full_price_only"));
        boolean namesItsShop = switch (kind) {
            case PIECES_RATE, SPEND_OFF, SPEND_RATE, SHOP_COUPON, FREIGHT -> true;
            default -> false;
        };
        if (namesItsShop && coverage.shops().size() != 1) {
            throw fields.wrong(
                    "must name its shop: shops has " + coverage.shops().size() + " entries.");
        }
        if (kind == Kind.CATEGORY_COUPON && coverage.categories().isEmpty()) {
            throw fields.wrong("needs categories.");
        }
        if (kind.layer() == 1 && coverage.fullPriceOnly()) {
            throw fields.wrong("is a price itself; full_price_only belongs to later layers.");
        }
        return coverage;
    }

    private Rule.Access access() {
        Rule.Access access = new Rule.Access(
                fields.texts("tiers"),
                fields.optionalCount("stock", 0, Integer.MAX_VALUE),
                fields.optionalCount("per_user", 0, Integer.MAX_VALUE),
                fields.flag("claimable"));
        if (kind == Kind.MEMBER_PRICE && access.tiers().isEmpty()) {
            throw fields.wrong("needs tiers.");
        }
        return access;
    }

    private Rule.Stacking stacking() {
        String base = fields.optionalText("base");
        if (base != null && !base.equals("item") && !base.equals("running")) {
            throw fields.wrong("has the base '" + base + "'; known are item and running.");
        }
        Rule.Stacking stacking = new Rule.Stacking(
                fields.texts("groups"),
                fields.flag("stackable"),
                fields.texts("after"),
                fields.texts("requires"),
                "item".equals(base),
                fields.optionalFen("max_off_fen", 1));
        if (!kind.discount()) {
            boolean groupsAllowed = kind == Kind.GIFT;
            if (stacking.stackable()
                    || !stacking.after().isEmpty()
                    || !stacking.requires().isEmpty()
                    || stacking.maxOffFen() != null
                    || (!groupsAllowed && !stacking.groups().isEmpty())) {
                throw fields.wrong("is a " + kind.code() + ", which does not combine by choice; leave out "
                        + "stackable, after, requires, max_off_fen" + (groupsAllowed ? "." : " and groups."));
            }
        }
        return stacking;
    }

    private Terms terms() {
        return switch (kind) {
            case REDUCTION -> {
                exactlyOne("off_fen", "price_fen");
                yield piecePrice();
            }
            case MEMBER_PRICE -> {
                exactlyOne("price_fen", "rate");
                yield piecePrice();
            }
            case PRESALE -> presale();
            case PIECES_RATE -> piecesRate();
            case SPEND_OFF, CROSS_SHOP_OFF -> spendOff();
            case SPEND_RATE -> new Terms.SpendRate(steps("threshold_fen", "rate"));
            case SHOP_COUPON, CATEGORY_COUPON, PLATFORM_COUPON, NEWCOMER_COUPON -> {
                exactlyOne("off_fen", "rate");
                yield new Terms.Coupon(fields.fen("threshold_fen", 0), fields.optionalFen("off_fen", 1), rate());
            }
            case GIFT -> gift();
            case FREIGHT -> new Terms.Freight(fields.fen("fee_fen", 0), fields.optionalFen("free_from_fen", 0));
        };
    }

    private Terms piecePrice() {
        Integer pieces = fields.optionalCount("line_pieces", 1, Integer.MAX_VALUE);
        return new Terms.PiecePrice(
                fields.optionalFen("off_fen", 1),
                fields.optionalFen("price_fen", 1),
                rate(),
                pieces == null ? Integer.MAX_VALUE : pieces);
    }

    private Terms presale() {
        long price = fields.fen("price_fen", 1);
        long deposit = fields.fen("deposit_fen", 1);
        long worth = fields.fen("worth_fen", 1);
        if (deposit > worth || worth > price) {
            throw fields.wrong("needs deposit_fen <= worth_fen <= price_fen; it has " + deposit + ", " + worth + ", "
                    + price + ".");
        }
        Window window = new Window(fields.moment("deposit_from"), fields.moment("deposit_until"));
        if (window.empty()) {
            throw new PricingException(Code.CONTRADICTORY, fields.where() + " takes deposits until before it begins.");
        }
        return new Terms.Presale(price, deposit, worth, window);
    }

    private Terms piecesRate() {
        List<Step> steps = steps("pieces", "rate");
        boolean nth = fields.flag("nth");
        if (nth && (steps.size() != 1 || steps.getFirst().from() < 2)) {
            throw fields.wrong("reduces every nth piece; it needs exactly one step, of at least 2 pieces.");
        }
        return new Terms.PiecesRate(steps, nth);
    }

    private Terms spendOff() {
        exactlyOne("steps", "every");
        if (fields.has("steps")) {
            return new Terms.SpendOff(steps("threshold_fen", "off_fen"));
        }
        Fields every = new Fields(fields.get("every"), fields.where() + ".every", Code.BAD_RULE);
        Integer times = every.optionalCount("max_times", 1, Integer.MAX_VALUE);
        return new Terms.EveryOff(
                every.fen("threshold_fen", 1), every.fen("off_fen", 1), times == null ? Integer.MAX_VALUE : times);
    }

    private Terms gift() {
        exactlyOne("threshold_fen", "pieces");
        Fields gift = new Fields(fields.get("gift"), fields.where() + ".gift", Code.BAD_RULE);
        return new Terms.Gift(
                fields.optionalFen("threshold_fen", 1),
                fields.optionalCount("pieces", 1, Integer.MAX_VALUE),
                gift.text("sku"),
                gift.count("pieces", 1, Integer.MAX_VALUE),
                gift.fen("value_fen", 0));
    }

    private @Nullable Integer rate() {
        return fields.optionalCount("rate", 1, LARGEST_RATE);
    }

    /** Steps ascend; the benefit grows with them: 分 off ascend, rates descend. */
    private List<Step> steps(String from, String value) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode entry : fields.list("steps")) {
            Fields step = new Fields(entry, fields.where() + ".steps[" + steps.size() + "]", Code.BAD_RULE);
            boolean rate = value.equals("rate");
            Step read = new Step(
                    from.equals("pieces") ? step.count(from, 1, Integer.MAX_VALUE) : step.fen(from, 1),
                    rate ? step.count(value, 1, LARGEST_RATE) : step.fen(value, 1));
            if (!steps.isEmpty()) {
                Step before = steps.getLast();
                boolean better = rate ? read.value() < before.value() : read.value() > before.value();
                if (read.from() <= before.from() || !better) {
                    throw fields.wrong("has steps that do not ascend: each needs more and grants more.");
                }
            }
            steps.add(read);
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw fields.wrong("has " + steps.size() + " steps; it needs 1 to " + MOST_STEPS + ".");
        }
        return steps;
    }

    private void exactlyOne(String a, String b) {
        if (fields.has(a) == fields.has(b)) {
            throw fields.wrong("needs exactly one of " + a + " and " + b + ".");
        }
    }
}
