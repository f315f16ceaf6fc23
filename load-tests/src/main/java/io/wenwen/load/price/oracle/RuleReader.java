package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Refused.Code.BAD_RULE;
import static io.wenwen.load.price.oracle.Refused.Code.CONTRADICTORY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one rule and refuses it by section 3; what needs the other rules is the basket's reader's. */
final class RuleReader {
    private static final Set<String> ALL_OWN_FIELDS = Arrays.stream(Kind.values())
            .flatMap(kind -> kind.ownFields.stream())
            .collect(Collectors.toSet());
    private static final List<String> ONLY_CHOSEN = List.of("after", "requires", "max_off_fen");

    private final Fields fields;
    private final Kind kind;

    private RuleReader(Fields fields) {
        this.fields = fields;
        this.kind = Kind.of(fields.text("kind", BAD_RULE));
    }

    static Rule read(Fields fields) {
        return new RuleReader(fields).rule();
    }

    private Rule rule() {
        String id = fields.text("id", BAD_RULE);
        long version = needed(fields.whole("version"), "version", 1);
        forbidden();
        Instant from = fields.moment("from", BAD_RULE);
        Instant until = fields.moment("until", BAD_RULE);
        notBackwards(from, until);
        Scope scope = Scope.read(fields);
        if (kind.namesItsShop && scope.shops().size() != 1) {
            throw bad("shops must have exactly one entry");
        }
        if (kind == Kind.CATEGORY_COUPON && scope.categories().isEmpty()) {
            throw bad("categories must not be empty");
        }
        List<String> tiers = fields.words("tiers");
        if (kind == Kind.MEMBER_PRICE && tiers.isEmpty()) {
            throw bad("tiers must not be empty");
        }
        fields.text("name");
        return new Rule(
                id,
                version,
                kind,
                from,
                until,
                scope,
                tiers,
                atLeast(fields.whole("stock"), "stock", 0),
                atLeast(fields.whole("per_user"), "per_user", 0),
                fields.flag("claimable"),
                new LinkedHashSet<>(fields.words("groups")),
                fields.flag("stackable"),
                new LinkedHashSet<>(fields.words("after")),
                new LinkedHashSet<>(fields.words("requires")),
                itemBase(),
                atLeast(fields.fen("max_off_fen"), "max_off_fen", 0),
                terms());
    }

    private void forbidden() {
        for (String name : ALL_OWN_FIELDS) {
            if (fields.has(name) && !kind.ownFields.contains(name)) {
                throw bad(name + " is surplus");
            }
        }
        if (!kind.isChosen()) {
            for (String name : ONLY_CHOSEN) {
                if (fields.has(name)) {
                    throw bad(name + " belongs to layers 2 to 6");
                }
            }
            if (fields.has("groups") && kind != Kind.GIFT) {
                throw bad("groups belongs to layers 2 to 7");
            }
            if (fields.flag("stackable")) {
                throw bad("stackable belongs to layers 2 to 6");
            }
        }
        if (kind.layer == 1 && fields.has("full_price_only")) {
            throw bad("full_price_only belongs to the layers after the first");
        }
    }

    private boolean itemBase() {
        String base = fields.text("base", "running");
        if (kind.layer > 1 && !base.equals("item") && !base.equals("running")) {
            throw bad("base is item or running");
        }
        return base.equals("item");
    }

    private Terms terms() {
        return switch (kind) {
            case REDUCTION -> {
                Long off = atLeast(fields.fen("off_fen"), "off_fen", 1);
                Long price = atLeast(fields.fen("price_fen"), "price_fen", 1);
                exactlyOne(off, price);
                yield off != null ? new Terms.Minus(off, linePieces()) : fixed(price);
            }
            case MEMBER_PRICE -> {
                Long rate = rate(fields);
                Long price = atLeast(fields.fen("price_fen"), "price_fen", 1);
                exactlyOne(rate, price);
                yield rate != null ? new Terms.MemberRate(rate, linePieces()) : fixed(price);
            }
            case PRESALE -> presale();
            case PIECES_RATE -> {
                List<Terms.Step> steps = steps("pieces", false);
                if (!fields.flag("nth")) {
                    yield new Terms.PiecesRate(steps);
                }
                if (steps.size() != 1 || steps.getFirst().from() < 2) {
                    throw bad("nth needs exactly one step, from 2 pieces");
                }
                yield new Terms.NthRate(
                        steps.getFirst().from(), steps.getFirst().gives());
            }
            case SPEND_OFF, CROSS_SHOP_OFF -> {
                Fields every = fields.object("every");
                if ((every == null) != fields.has("steps")) {
                    throw bad("exactly one of steps and every");
                }
                yield every == null
                        ? new Terms.SpendOff(steps("threshold_fen", true))
                        : new Terms.Every(
                                needed(every.fen("threshold_fen"), "threshold_fen", 1),
                                needed(every.fen("off_fen"), "off_fen", 1),
                                atLeast(every.whole("max_times"), "max_times", 1));
            }
            case SPEND_RATE -> new Terms.SpendRate(steps("threshold_fen", false));
            case SHOP_COUPON, CATEGORY_COUPON, PLATFORM_COUPON, NEWCOMER_COUPON -> {
                long threshold = needed(fields.fen("threshold_fen"), "threshold_fen", 0);
                Long off = atLeast(fields.fen("off_fen"), "off_fen", 1);
                Long rate = rate(fields);
                exactlyOne(off, rate);
                yield off != null
                        ? new Terms.OffCoupon(threshold, off)
                        : new Terms.RateCoupon(threshold, present(rate));
            }
            case GIFT -> gift();
            case FREIGHT ->
                new Terms.Freight(
                        needed(fields.fen("fee_fen"), "fee_fen", 0),
                        atLeast(fields.fen("free_from_fen"), "free_from_fen", 0));
        };
    }

    private Terms fixed(@Nullable Long price) {
        return new Terms.Fixed(present(price), linePieces());
    }

    private @Nullable Long linePieces() {
        return atLeast(fields.whole("line_pieces"), "line_pieces", 1);
    }

    private Terms presale() {
        long deposit = needed(fields.fen("deposit_fen"), "deposit_fen", 1);
        long worth = needed(fields.fen("worth_fen"), "worth_fen", deposit);
        long price = needed(fields.fen("price_fen"), "price_fen", worth);
        Instant from = fields.moment("deposit_from", BAD_RULE);
        Instant until = fields.moment("deposit_until", BAD_RULE);
        notBackwards(from, until);
        return new Terms.Presale(price, deposit, worth, from, until);
    }

    private Terms gift() {
        Long threshold = atLeast(fields.fen("threshold_fen"), "threshold_fen", 1);
        Long pieces = atLeast(fields.whole("pieces"), "pieces", 1);
        exactlyOne(threshold, pieces);
        Fields given = fields.object("gift");
        if (given == null) {
            throw bad("gift is missing");
        }
        return new Terms.Gift(
                threshold,
                pieces,
                given.text("sku", BAD_RULE),
                needed(given.whole("pieces"), "gift.pieces", 1),
                needed(given.fen("value_fen"), "gift.value_fen", 0));
    }

    private List<Terms.Step> steps(String from, boolean amounts) {
        List<Terms.Step> steps = new ArrayList<>();
        for (Fields step : fields.objects("steps")) {
            long at = needed(from.equals("pieces") ? step.whole(from) : step.fen(from), from, 1);
            long gives = amounts ? needed(step.fen("off_fen"), "off_fen", 1) : present(rate(step));
            if (!steps.isEmpty()) {
                Terms.Step last = steps.getLast();
                if (at <= last.from() || (amounts ? gives <= last.gives() : gives >= last.gives())) {
                    throw bad("steps must ask for more and give more");
                }
            }
            steps.add(new Terms.Step(at, gives));
        }
        if (steps.isEmpty() || steps.size() > 20) {
            throw bad("steps has 1 to 20 entries");
        }
        return List.copyOf(steps);
    }

    private @Nullable Long rate(Fields from) {
        Long rate = atLeast(from.whole("rate"), "rate", 1);
        if (rate != null && rate > 999) {
            throw bad("rate is above 999");
        }
        return rate;
    }

    private void exactlyOne(@Nullable Long a, @Nullable Long b) {
        if ((a == null) == (b == null)) {
            throw bad("exactly one of two fields is wanted");
        }
    }

    private long needed(@Nullable Long value, String name, long least) {
        return present(atLeast(value, name, least));
    }

    private long present(@Nullable Long value) {
        if (value == null) {
            throw bad("an own field is missing");
        }
        return value;
    }

    private @Nullable Long atLeast(@Nullable Long value, String name, long least) {
        if (value != null && value < least) {
            throw bad(name + " is below " + least);
        }
        return value;
    }

    private static void notBackwards(@Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new Refused(CONTRADICTORY, "a time window ends before it begins");
        }
    }

    private Refused bad(String why) {
        return new Refused(BAD_RULE, kind.wireName() + ": " + why);
    }
}
