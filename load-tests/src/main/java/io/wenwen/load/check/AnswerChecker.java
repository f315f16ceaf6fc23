package io.wenwen.load.check;

import io.wenwen.load.check.Figures.Figure;
import io.wenwen.load.check.Finding.Kind;
import io.wenwen.load.suite.Demands;
import io.wenwen.load.suite.Gold;
import io.wenwen.load.suite.ShopFacts;
import io.wenwen.load.suite.ShopFacts.ShopProduct;
import io.wenwen.load.suite.ShopFacts.ShopPromotion;
import io.wenwen.load.suite.ShopFacts.ShopSku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads an answer sentence by sentence and reports what the shop does not bear out.
 *
 * <p>A sentence is about the products whose names stand in it, else about those of the sentence before it, else about every
 * card on screen. Figures must be figures of those products, of the shopper's own words, of the policies, or counts and
 * price ends of a category that the checker counts itself. Attribute words must stand in the product's own data. Sentences that ask, deny
 * knowledge, or repeat the shopper's wish may name attributes without ascribing them.
 */
public final class AnswerChecker {

    private static final Pattern SENTENCES = Pattern.compile("(?<=[。！？!?\\n；;])|(?<=\\.)(?=\\s|$)");
    private static final Pattern CLAUSES = Pattern.compile("(?<=[，,、：:])");
    /** The sentence tells what is not known, not met or asked for: its words describe a wish, not a product. */
    private static final Pattern WISH = Pattern.compile(
            "照着|不考虑|先不看|说到|看重|提到|来选|来挑|来看|的话|"
                    + "没有写|没写|没有注明|未注明|没有标|没有提|不清楚|查不到|资料里没有|没有找到|没找到|没有完全|没有符合|没有同时|不符合|不满足|放宽|您要|您想|你要|你想|您提到|您说|您问|您的(?:要求|需求|预算|条件)|"
                    + "要求|想要|想找|需要|按|暂时没有|店里没有|没有(?:卖|在售|上架)|不卖|换个|可以试试|试试|希望|偏好|是否|还是|吗|哪|"
                    + "(?i:not (?:stated|listed|say|mention)|you (?:want|asked|need|said)|no (?:exact|match)|could not|couldn't|don't (?:carry|sell)|relax|your )");

    /** Sentences of the thirty days that the catalogue's sales figures count. */
    private static final Pattern SOLD = Pattern.compile("售出|销量|卖出|(?i:sold)");
    /** Superlatives that the shop's own data can prove. */
    private static final Pattern BEST = Pattern.compile("最便宜|最贵|卖得最好|最好|最畅销|销量最高|(?i:cheapest|best-selling)");

    private static final Pattern DENIAL = Pattern.compile("不|没|无|非|未|not |isn't|no ");
    /** Only a sentence about promotions may name their thresholds. */
    private static final Pattern PROMOTION = Pattern.compile("满|减|券|优惠|促销|活动|直降|(?i:off|coupon|spend|save|promotion)");
    /** Only a sentence about a range may name its ends. */
    private static final Pattern ENDS =
            Pattern.compile("最低|最高|最便宜|最贵|起|到|至|之间|范围|-|~|—|(?i:from|lowest|highest|cheapest|most expensive|range)");

    private static final int LONGEST_VALUE = 12;
    private static final int NAME_LENGTH = 6;
    private static final int SHORT_NAME = 3;

    private final ShopFacts shop;
    private final Set<String> lexicon = new LinkedHashSet<>();
    private final Set<String> brands = new LinkedHashSet<>();

    public AnswerChecker(ShopFacts shop) {
        this.shop = shop;
        for (ShopProduct product : shop.products()) {
            if (product.brand() != null && product.brand().length() > 1) {
                brands.add(product.brand());
            }
            product.attributes().values().forEach(values -> values.forEach(this::learn));
            product.options().forEach(this::learn);
        }
        lexicon.addAll(Words.FUNCTIONS);
        lexicon.removeIf(w -> shop.products().stream().anyMatch(p -> p.leaf(w)) || brands.contains(w));
    }

    private void learn(String value) {
        for (String part : value.split("[、,，/;；\\s]+")) {
            if (part.length() >= 2
                    && part.length() <= LONGEST_VALUE
                    && part.chars().noneMatch(Character::isDigit)) {
                lexicon.add(part);
            }
        }
    }

    /** Everything that the answer says without support, in reading order. */
    public List<Finding> check(Answer answer) {
        List<Finding> findings = new ArrayList<>();
        List<ShopProduct> onScreen = products(answer.cards());
        List<ShopProduct> subject = onScreen;
        String said = String.join("\n", answer.messages());
        names(answer, onScreen, said, findings);
        for (String sentence : SENTENCES.split(answer.text())) {
            if (sentence.isBlank()) {
                continue;
            }
            List<ShopProduct> named = named(sentence, onScreen);
            if (!named.isEmpty()) {
                subject = named;
            }
            String bare = withoutNames(sentence, named);
            figures(withoutPromotions(bare), sentence, onScreen, named, answer, findings);
            promises(bare, sentence, named, findings);
            for (String clause : CLAUSES.split(bare.replace("人工智能", "\u0001"))) {
                attributes(clause, sentence, subject, said, findings);
            }
        }
        return findings;
    }

    private List<ShopProduct> products(List<String> skus) {
        Set<ShopProduct> products = new LinkedHashSet<>();
        for (String id : skus) {
            ShopSku sku = shop.sku(id);
            if (sku != null) {
                products.add(sku.product());
            }
        }
        return List.copyOf(products);
    }

    /** Products on screen of whose title a piece of at least six characters stands in the sentence, and any whose whole title does. */
    private List<ShopProduct> named(String sentence, List<ShopProduct> onScreen) {
        return shop.products().stream()
                .filter(p -> sentence.contains(p.title())
                        || sentence.contains(shortName(p))
                        || (onScreen.contains(p) && isNamed(sentence, p)))
                .toList();
    }

    private static boolean isNamed(String sentence, ShopProduct product) {
        String first = firstWord(product);
        return namePiece(sentence, product).length()
                        >= Math.min(NAME_LENGTH, product.title().length())
                || (first.length() >= SHORT_NAME && sentence.contains(first));
    }

    /** What stands before the first space of a title, unless it only names the category. */
    private static String firstWord(ShopProduct product) {
        String first = product.title().split("\\s")[0];
        return product.category().contains(first) ? "" : first;
    }

    /** Shops shorten names; a product's brand with its leaf category names it where both stand together. */
    private static String shortName(ShopProduct product) {
        String leaf = product.category().getLast();
        if (product.brand() == null) {
            return product.title();
        }
        return leaf.startsWith(product.brand()) ? leaf : product.brand() + leaf;
    }

    /** The longest piece of the product's title that stands in the sentence; a bare category word is no name. */
    private static String namePiece(String sentence, ShopProduct product) {
        String title = product.title();
        String best = "";
        for (int from = 0; from < title.length(); from++) {
            int to = from + best.length() + 1;
            while (!Character.isDigit(title.charAt(from))
                    && to <= title.length()
                    && sentence.contains(title.substring(from, to))) {
                best = title.substring(from, to);
                to++;
            }
        }
        return product.category().contains(best.strip()) ? "" : best;
    }

    /** A promotion's own name may hold its figures. */
    private String withoutPromotions(String sentence) {
        String bare = sentence;
        for (ShopPromotion promotion : shop.promotions()) {
            if (promotion.name().length() > 2) {
                bare = bare.replace(promotion.name(), "\u0001");
            }
        }
        return bare;
    }

    private static String withoutNames(String sentence, List<ShopProduct> named) {
        String bare = sentence;
        for (ShopProduct product : named.stream()
                .sorted(Comparator.comparingInt(
                        (ShopProduct p) -> -namePiece(sentence, p).length()))
                .toList()) {
            String piece = namePiece(sentence, product);
            bare = bare.replace(product.title(), "\u0001").replace(shortName(product), "\u0001");
            if (piece.length() >= Math.min(NAME_LENGTH, product.title().length())) {
                bare = bare.replace(piece, "\u0001");
            } else if (firstWord(product).length() >= SHORT_NAME) {
                bare = bare.replace(firstWord(product), "\u0001");
            }
        }
        return bare;
    }

    private void names(Answer answer, List<ShopProduct> onScreen, String said, List<Finding> findings) {
        Set<String> known = new HashSet<>();
        onScreen.forEach(p -> {
            if (p.brand() != null) {
                known.add(p.brand());
            }
        });
        String titles =
                String.join("\n", onScreen.stream().map(ShopProduct::title).toList());
        for (ShopProduct product : shop.products()) {
            if (!onScreen.contains(product)
                    && answer.text().contains(product.title())
                    && !said.contains(product.title())
                    && !titles.contains(product.title())) {
                findings.add(new Finding(Kind.NAME, product.title(), answer.text()));
            }
        }
        Set<String> all = new LinkedHashSet<>(brands);
        all.addAll(Words.BRANDS);
        for (String brand : all) {
            if (answer.text().contains(brand)
                    && !known.contains(brand)
                    && !said.contains(brand)
                    && !titles.contains(brand)
                    && !shop.policies().contains(brand)
                    && onScreen.stream().noneMatch(p -> p.says(brand))) {
                findings.add(new Finding(Kind.NAME, brand, answer.text()));
            }
        }
    }

    private void figures(
            String bare,
            String sentence,
            List<ShopProduct> onScreen,
            List<ShopProduct> named,
            Answer answer,
            List<Finding> findings) {
        String said = String.join("\n", answer.messages());
        List<ShopProduct> about = named.isEmpty() ? onScreen : named;
        for (Figure figure : Figures.in(bare)) {
            boolean money = figure.unit().matches("元|块|块钱|yuan|RMB");
            boolean supported = echoed(figure, said)
                    || demanded(figure, answer.demands())
                    || (figure.words().equals("30天") && SOLD.matcher(bare).find())
                    || (!money && countsDemanded(figure, answer.demands()))
                    || (money && PROMOTION.matcher(bare).find() && isShopWidePromotion(figure.value()))
                    || inPolicies(figure, bare)
                    || about.stream().anyMatch(p -> money ? isMoneyOf(p, figure.value()) : isFigureOf(p, figure))
                    || (money
                            && PROMOTION.matcher(bare).find()
                            && onScreen.stream().anyMatch(p -> isPromotionOf(p, figure.value())))
                    || (money
                            ? ENDS.matcher(bare).find() && isPriceEnd(figure.value(), sentence)
                            : isCount(figure, sentence, onScreen.size()));
            if (!supported) {
                findings.add(new Finding(Kind.FIGURE, figure.words(), sentence));
            }
        }
    }

    /** The figure of a labelled demand, in the catalogue's unit. */
    private static boolean demanded(Figure figure, Collection<Gold> demands) {
        return demands.stream()
                .map(Gold::number)
                .anyMatch(number -> number != null && number.compareTo(figure.value()) == 0);
    }

    private boolean countsDemanded(Figure figure, Collection<Gold> demands) {
        return !demands.isEmpty()
                && figure.unit().matches("款|个|件|种|")
                && figure.value()
                                .compareTo(BigDecimal.valueOf(
                                        Demands.meeting(shop, demands).size()))
                        == 0;
    }

    private boolean isShopWidePromotion(BigDecimal yuan) {
        return shop.promotions().stream()
                .filter(p -> p.products().isEmpty() && p.category() == null)
                .anyMatch(p -> fen(yuan) == p.threshold() || fen(yuan) == p.off());
    }

    private static boolean echoed(Figure figure, String said) {
        return Figures.in(said).stream().anyMatch(f -> f.value().compareTo(figure.value()) == 0)
                && !figure.unit().equals("折");
    }

    /** The figure stands in the policies with the same two characters before it and the same unit behind it. */
    private boolean inPolicies(Figure figure, String bare) {
        String plain = Figures.halfWidth(bare);
        // A quotation may begin one character before the figure: what stands before its comma is not the policy's.
        String before =
                plain.substring(Math.max(0, figure.start() - 2), figure.start()).replaceFirst("^.?[\\p{P}\\s]", "");
        String around = before + plain.substring(figure.start(), Math.min(figure.end(), plain.length()));
        return Figures.halfWidth(shop.policies()).contains(around.strip());
    }

    private boolean isMoneyOf(ShopProduct product, BigDecimal yuan) {
        List<Long> reductions = new ArrayList<>(List.of(0L));
        for (ShopPromotion promotion : shop.promotionsOf(product)) {
            if (!promotion.kind().equals("reduction")) {
                List.copyOf(reductions).forEach(r -> reductions.add(r + promotion.off()));
            }
        }
        for (ShopSku sku : shop.skusOf(product)) {
            if (fen(yuan) == sku.listPrice() || fen(yuan) == sku.listPrice() - sku.price()) {
                return true;
            }
            if (reductions.stream().anyMatch(r -> fen(yuan) == sku.price() - r)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPromotionOf(ShopProduct product, BigDecimal yuan) {
        return shop.promotionsOf(product).stream().anyMatch(p -> fen(yuan) == p.threshold() || fen(yuan) == p.off());
    }

    private static long fen(BigDecimal yuan) {
        return yuan.movePointRight(2).longValue();
    }

    private boolean isFigureOf(ShopProduct product, Figure figure) {
        if (isMoneyOf(product, figure.value()) && figure.unit().isEmpty()) {
            return true;
        }
        if (figure.value().compareTo(BigDecimal.valueOf(product.sales())) == 0
                || figure.value().compareTo(BigDecimal.valueOf(product.ratings())) == 0
                || figure.value().compareTo(BigDecimal.valueOf(product.rating())) == 0) {
            return true;
        }
        for (ShopSku sku : shop.skusOf(product)) {
            if (figure.value().compareTo(BigDecimal.valueOf(sku.stock())) == 0
                    && figure.unit().matches("件|个|")) {
                return true;
            }
        }
        String data = Figures.halfWidth(product.data());
        return Figures.in(data).stream()
                .anyMatch(f -> f.value().compareTo(figure.value()) == 0
                        && (figure.unit().isEmpty()
                                || f.unit().isEmpty()
                                || f.unit().equals(figure.unit())
                                || data.contains(figure.words())));
    }

    /** The cheapest or dearest price of a category or brand that the sentence names. */
    private boolean isPriceEnd(BigDecimal yuan, String sentence) {
        for (Set<ShopProduct> group : groups(sentence)) {
            long min = group.stream()
                    .flatMap(p -> shop.skusOf(p).stream())
                    .mapToLong(ShopSku::price)
                    .min()
                    .orElse(-1);
            long max = group.stream()
                    .flatMap(p -> shop.skusOf(p).stream())
                    .mapToLong(ShopSku::price)
                    .max()
                    .orElse(-1);
            if (fen(yuan) == min || fen(yuan) == max) {
                return true;
            }
        }
        return false;
    }

    private boolean isCount(Figure figure, String sentence, int cards) {
        if (figure.value().scale() > 0 || !figure.unit().matches("款|个|件|种|家|项|products?|item|")) {
            return false;
        }
        long count = figure.value().longValue();
        if (count <= Math.max(cards, 1) && figure.unit().matches("款|个|件|种")) {
            return true;
        }
        return groups(sentence).stream().anyMatch(g -> g.size() == count);
    }

    /** Products of each category, brand or attribute value named in the sentence, of each pair of these, and the whole shop. */
    private List<Set<ShopProduct>> groups(String sentence) {
        List<Set<ShopProduct>> groups = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        List<Set<ShopProduct>> single = new ArrayList<>();
        for (ShopProduct product : shop.products()) {
            List<String> words = new ArrayList<>(product.category());
            if (product.brand() != null) {
                words.add(product.brand());
            }
            product.attributes().values().forEach(words::addAll);
            for (String word : words) {
                if (word.length() > 1 && sentence.contains(word) && seen.add(word)) {
                    Set<ShopProduct> group = new HashSet<>();
                    shop.products().stream().filter(p -> p.has(word)).forEach(group::add);
                    single.add(group);
                }
            }
        }
        groups.addAll(single);
        for (Set<ShopProduct> a : single) {
            for (Set<ShopProduct> b : single) {
                Set<ShopProduct> both = new HashSet<>(a);
                both.retainAll(b);
                groups.add(both);
            }
        }
        groups.add(new HashSet<>(shop.products()));
        return groups;
    }

    private void promises(String bare, String sentence, List<ShopProduct> named, List<Finding> findings) {
        if (WISH.matcher(bare).find() && DENIAL.matcher(bare).find()) {
            return;
        }
        for (String promise : Words.PROMISES) {
            int at = bare.toLowerCase(Locale.ROOT).indexOf(promise.toLowerCase(Locale.ROOT));
            if (at < 0 || quotesPolicy(bare, at, promise) || namesPromotion(promise)) {
                continue;
            }
            boolean denied =
                    DENIAL.matcher(bare.substring(Math.max(0, at - 4), at)).find();
            boolean proven = BEST.matcher(promise).matches() && proven(bare, sentence, named);
            if (!denied && !proven) {
                findings.add(new Finding(Kind.PROMISE, promise, sentence));
            }
        }
    }

    /** The clause around the promise stands word for word in the policies. */
    private boolean quotesPolicy(String bare, int at, String promise) {
        int from = 0;
        for (String clause : CLAUSES.split(bare)) {
            int to = from + clause.length();
            if (at >= from && at < to) {
                String words = clause.strip().replaceAll("[，,、：:。！？!?；;「」“”\"]", "");
                int p = words.indexOf(promise);
                String core = p < 0
                        ? words
                        : words.substring(Math.max(0, p - 4), Math.min(words.length(), p + promise.length() + 4));
                return shop.policies().replaceAll("[，,、：:。！？!?；;「」“”\"]", "").contains(core);
            }
            from = to;
        }
        return false;
    }

    private boolean namesPromotion(String promise) {
        return shop.promotions().stream().anyMatch(p -> p.name().contains(promise));
    }

    /** The one product named is the cheapest, dearest or best-selling of the categories that the sentence speaks of. */
    private boolean proven(String bare, String sentence, List<ShopProduct> named) {
        Set<String> spoken = new HashSet<>();
        shop.products()
                .forEach(p -> p.category().stream().filter(bare::contains).forEach(spoken::add));
        if (named.isEmpty() || !named.stream().allMatch(p -> p.category().containsAll(spoken))) {
            return false;
        }
        return named.stream()
                .anyMatch(product -> (spoken.isEmpty() ? product.category() : spoken)
                        .stream().anyMatch(c -> {
                            List<ShopProduct> group = shop.products().stream()
                                    .filter(p -> p.category().contains(c))
                                    .toList();
                            if (sentence.contains("最贵")) {
                                return group.stream().allMatch(p -> dearest(p) <= dearest(product));
                            }
                            if (Pattern.compile("卖得最好|销量|畅销|(?i:best-selling)")
                                    .matcher(sentence)
                                    .find()) {
                                return group.stream().allMatch(p -> p.sales() <= product.sales());
                            }
                            return group.stream().allMatch(p -> cheapest(p) >= cheapest(product));
                        }));
    }

    private long dearest(ShopProduct product) {
        return shop.skusOf(product).stream().mapToLong(ShopSku::price).max().orElse(0);
    }

    private long cheapest(ShopProduct product) {
        return shop.skusOf(product).stream().mapToLong(ShopSku::price).min().orElse(Long.MAX_VALUE);
    }

    private void attributes(
            String bare, String sentence, List<ShopProduct> subject, String said, List<Finding> findings) {
        if (bare.endsWith("？") || bare.endsWith("?")) {
            return;
        }
        boolean wish = WISH.matcher(bare).find();
        Set<String> reported = new HashSet<>();
        for (String word : lexicon) {
            int at = bare.toLowerCase(Locale.ROOT).indexOf(word.toLowerCase(Locale.ROOT));
            if (at < 0 || insideWord(bare, word, at) || insideLonger(bare, word) || !reported.add(word)) {
                continue;
            }
            if (wish && said.contains(word)) {
                continue;
            }
            if (shop.policies().contains(word) && quotesPolicy(bare, at, word)) {
                continue;
            }
            boolean denied =
                    DENIAL.matcher(bare.substring(Math.max(0, at - 2), at)).find() && !word.startsWith("无");
            boolean held = subject.stream().anyMatch(p -> p.says(word));
            if (denied ? held && !subject.stream().anyMatch(p -> p.says("不" + word)) : !held && !wish) {
                findings.add(new Finding(Kind.ATTRIBUTE, word, sentence));
            } else if (!denied && !held && !said.contains(word)) {
                findings.add(new Finding(Kind.ATTRIBUTE, word, sentence));
            }
        }
    }

    /** A Latin word counts where it stands alone: LY is not in "Alternatively". */
    private static boolean insideWord(String bare, String word, int at) {
        if (!word.chars().allMatch(c -> c < 128)) {
            return false;
        }
        int end = at + word.length();
        return (at > 0 && Character.isLetter(bare.charAt(at - 1)) && bare.charAt(at - 1) < 128)
                || (end < bare.length() && Character.isLetter(bare.charAt(end)) && bare.charAt(end) < 128);
    }

    /** True where every occurrence is part of a longer lexicon word that is judged by itself. */
    private boolean insideLonger(String bare, String word) {
        String rest = bare;
        for (String longer : lexicon) {
            if (longer.length() > word.length() && longer.contains(word)) {
                rest = rest.replace(longer, "\u0002");
            }
        }
        return !rest.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }
}
