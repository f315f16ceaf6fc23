package io.wenwen.catalog.query;

import io.wenwen.catalog.analysis.Folding;
import io.wenwen.catalog.analysis.Segmenter;
import io.wenwen.catalog.query.FunctionWords.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One message on its way to a {@link Reading}. */
final class Sentence {

    /** Attributes that say for whom or what: a demand only where the category has that very value. */
    private static final List<String> OCCASIONS = List.of("人群", "场景", "场合", "对象", "用途", "季节", "送礼", "适用");

    /** Attributes of any thing that can be touched. */
    private static final List<String> TANGIBLE = List.of("颜色", "材质", "面料");

    private static final Set<String> EITHER = Set.of("或", "或者", "或是", "or", ",or", "还是", "nor");

    /** Said right beside an amount they name what is measured. */
    private static final String DIMENSIONS = "厚长宽高深重";

    private static final Map<String, List<String>> SUPERLATIVES = Map.of(
            "最轻",
            List.of("重"),
            "最重",
            List.of("重"),
            "最大",
            List.of("容量", "尺寸"),
            "最小",
            List.of("尺寸", "容量"),
            "最长",
            List.of("续航", "长"),
            "最久",
            List.of("续航"),
            "最薄",
            List.of("厚"),
            "最安静",
            List.of("噪"),
            "最快",
            List.of("功率", "速"));

    private final Lexicon lexicon;
    private final String message;
    private final String folded;
    private final List<Token> tokens;
    private final List<Constraint> earlier;
    private final boolean[] negated;
    private final boolean[] used;
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final Set<QuestionForm> forms = EnumSet.noneOf(QuestionForm.class);

    Sentence(Lexicon lexicon, String message, List<Token> tokens, List<Constraint> earlier) {
        this.lexicon = lexicon;
        this.message = message;
        this.folded = Folding.fold(message);
        this.tokens = tokens;
        this.earlier = earlier;
        this.negated = Negations.of(folded, tokens);
        this.used = new boolean[tokens.size()];
    }

    Reading read() {
        forms();
        boolean refers = has(Role.Refers.class);
        boolean question = is(QuestionForm.YES_NO)
                || is(QuestionForm.VALUE)
                || folded.stripTrailing().endsWith("?");
        CategoryChoice chooser = new CategoryChoice(lexicon, folded, tokens, negated);
        CategoryChoice.Choice choice = chooser.choose();
        Remainder remainder = new Remainder(lexicon, folded, tokens);
        double confidence = 0;
        String category = null;
        if (choice != null && !(refers && question && !is(QuestionForm.EXISTS))) {
            category = choice.category();
            confidence = 1;
            used[choice.token()] = true;
            constraints.add(new Constraint(
                    Constraint.CATEGORY,
                    Operator.IS,
                    category,
                    null,
                    tokens.get(choice.token()).span()));
        } else if (choice != null) {
            used[choice.token()] = true;
        }
        ruledOut(chooser);
        if (category != null && choice != null) {
            kindNamed(choice.token(), category);
        }
        if (choice == null && !refers) {
            Remainder.Noun noun = remainder.noun(earlierCategory() != null);
            if (noun != null) {
                category = noun.guess().category();
                confidence = noun.guess().share() * 0.8;
                constraints.add(new Constraint(Constraint.CATEGORY, Operator.IS, category, null, noun.span()));
                remainder.explained(noun.span());
            }
        }
        String context = category != null ? category : earlierCategory();
        if (context == null && choice == null && !refers) {
            context = kindOfValue();
        }
        boolean about =
                question && (refers || (!is(QuestionForm.EXISTS) && !has(Role.Wants.class) && category == null));
        values(context, about);
        amounts(context);
        alternatives(context);
        if (context != null && !about) {
            for (Remainder.Part part : remainder.parts(context)) {
                constraints.add(demanded(
                        part.value().attribute(), part.value().value(), part.ruledOut(), context, part.span()));
            }
        }
        if (question) {
            names(context);
        }
        Sort sort = sort(context);
        List<Constraint.Span> unexplained = remainder.unexplained(used);
        return new Reading(
                message,
                Grammar.ordered(constraints),
                sort,
                remainder.text(message, unexplained),
                unexplained,
                confidence,
                category == null && choice == null && !refers ? remainder.thing(message) : null,
                forms,
                asked,
                has(Role.Also.class),
                has(Role.Replaces.class),
                refers,
                remainder.english());
    }

    /** 斩骨刀 is a 刀型 of 菜刀 alone: a value that ends as its only category does tells what the rest of the message is about. */
    private @Nullable String kindOfValue() {
        for (int i = 0; i < tokens.size(); i++) {
            if (negated[i]) {
                continue;
            }
            for (Meaning.Value value : tokens.get(i).meaning(Meaning.Value.class)) {
                if (value.strength() != Meaning.Strength.EXACT) {
                    continue;
                }
                String key = Folding.key(value.value());
                List<String> kinds = lexicon.categories().stream()
                        .filter(c -> states(c, value.attribute(), key))
                        .toList();
                List<String> lowest = kinds.stream()
                        .filter(c -> kinds.stream().noneMatch(o -> lexicon.within(o, c)))
                        .toList();
                if (lowest.size() == 1 && sameHead(key, Folding.key(lowest.getFirst()))) {
                    return lowest.getFirst();
                }
            }
        }
        return null;
    }

    /** 花生油 leads to 食用油 and is its 油种 as well. */
    private void kindNamed(int at, String category) {
        Token token = tokens.get(at);
        String key = Folding.key(text(token));
        if (key.equals(Folding.key(category))) {
            return;
        }
        token.meaning(Meaning.Value.class).stream()
                .filter(v -> v.strength() == Meaning.Strength.EXACT)
                .filter(v -> Folding.key(v.value()).equals(key) && states(category, v.attribute(), key))
                .findFirst()
                .ifPresent(
                        v -> constraints.add(demanded(v.attribute(), v.value(), negated[at], category, token.span())));
    }

    private boolean states(String category, String attribute, String key) {
        Lexicon.Usage usage = lexicon.usage(category, attribute);
        return usage != null && usage.values.containsKey(key);
    }

    private static boolean sameHead(String value, String category) {
        return value.length() >= 2
                && category.length() >= 2
                && (value.charAt(value.length() - 1) == category.charAt(category.length() - 1)
                        || value.contains(category));
    }

    private void forms() {
        boolean has = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            for (Role role : token.roles()) {
                if (role instanceof Role.Asks asks) {
                    forms.add(asks.form());
                }
            }
            String text = text(token);
            has |= text.equals("有") || text.equals("没有");
        }
        if (has && is(QuestionForm.YES_NO)) {
            forms.add(QuestionForm.EXISTS);
        }
    }

    private @Nullable String earlierCategory() {
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Constraint c = earlier.get(i);
            if (c.attribute().equals(Constraint.CATEGORY) && c.operator() == Operator.IS) {
                return c.value();
            }
        }
        return null;
    }

    private void ruledOut(CategoryChoice chooser) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = negated[i] && !token.can(Meaning.Value.class) && !token.can(Meaning.Brand.class)
                    ? chooser.name(token)
                    : null;
            if (name != null) {
                used[i] = true;
                constraints.add(new Constraint(Constraint.CATEGORY, Operator.NOT, name, null, token.span()));
            }
        }
    }

    private void values(@Nullable String category, boolean about) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            int at = i;
            if (used[i] || token.amount() != null || token.roles().stream().anyMatch(Role.Orders.class::isInstance)) {
                continue;
            }
            if (beginsAnother(token)) {
                continue;
            }
            List<Meaning.Brand> brands = token.meaning(Meaning.Brand.class);
            if (!brands.isEmpty()) {
                demand(i, Constraint.BRAND, lexicon.resolveBrand(brands, category), about, category);
                continue;
            }
            List<Meaning.Value> values = token.meaning(Meaning.Value.class);
            Optional<Meaning.Value> value = lexicon.resolve(values, category, hint(i));
            if (value.isPresent() && demanded(value.get(), category)) {
                demand(i, value.get().attribute(), value.get().value(), about, category);
            } else if (value.isEmpty() && category != null) {
                // The category states no colour or material at all: the demand stands, though nothing will meet it.
                List<Meaning.Value> visible = values.stream()
                        .filter(v -> TANGIBLE.contains(v.attribute()))
                        .toList();
                lexicon.resolve(visible, null, null)
                        .ifPresent(v -> demand(at, v.attribute(), v.value(), about, category));
            }
        }
    }

    /** The 充电 of 充电口 and the 棉 of 棉拖 say nothing of a 供电 or a 质地. */
    private boolean beginsAnother(Token token) {
        int end = token.end();
        if (end >= folded.length() || !Segmenter.isHan(folded.charAt(end))) {
            return false;
        }
        char next = folded.charAt(end);
        boolean front = tokens.stream().noneMatch(t -> t.start() == end);
        return (text(token).equals("充电") && "口头线宝器座桩噐".indexOf(next) >= 0)
                || (end - token.start() == 1
                        && front
                        && token.meaning(Meaning.Brand.class).isEmpty()
                        && token.meaning(Meaning.Value.class).stream()
                                .allMatch(v -> !v.value().equals(text(token)))
                        && "的色质料布款制做".indexOf(next) < 0);
    }

    private boolean demanded(Meaning.Value value, @Nullable String category) {
        Lexicon.Usage usage = lexicon.usage(category, value.attribute());
        if (usage == null) {
            return false;
        }
        boolean stated = usage.values.containsKey(Folding.key(value.value()));
        if (stated) {
            return true;
        }
        boolean occasion = OCCASIONS.stream().anyMatch(value.attribute()::contains);
        return !occasion
                && (value.strength() != Meaning.Strength.EVERYDAY
                        || value.attribute().contains("颜色"));
    }

    private void demand(int token, String attribute, String value, boolean about, @Nullable String category) {
        used[token] = true;
        Constraint.Span span = tokens.get(token).span();
        if (about) {
            asked.add(new Asked(attribute, value, span));
        } else {
            constraints.add(demanded(attribute, value, negated[token], category, span));
        }
    }

    /** In the catalogue's terms: a quantity where it measures, 不含酒精 where 别含酒精 is said of a catalogue that has that value. */
    private Constraint demanded(
            String attribute, String value, boolean not, @Nullable String category, Constraint.Span span) {
        Optional<Quantity> quantity = lexicon.quantity(category, attribute, value);
        if (quantity.isPresent()) {
            String number = quantity.get().number().toPlainString();
            return new Constraint(
                    attribute,
                    not ? Operator.NOT : Operator.IS,
                    number,
                    quantity.get().unit(),
                    span);
        }
        String contrary = not ? lexicon.contrary(category, attribute, value) : null;
        return contrary != null
                ? new Constraint(attribute, Operator.IS, contrary, null, span)
                : new Constraint(attribute, not ? Operator.NOT : Operator.IS, value, null, span);
    }

    /**
     * 黑色或白色: no product is both, and either will do, so neither is demanded; both stay as words to rank by. 防水和防风 are both
     * demanded where products have several values.
     */
    private void alternatives(@Nullable String category) {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            Constraint first = readAt(i);
            Constraint second = readAt(i + 2);
            if (!tokens.get(i + 1).is(Role.Joins.class)
                    || first == null
                    || second == null
                    || !first.attribute().equals(second.attribute())
                    || first.operator() != Operator.IS
                    || second.operator() != Operator.IS
                    || first.unit() != null) {
                continue;
            }
            Lexicon.Usage usage = lexicon.usage(category, first.attribute());
            boolean either = EITHER.contains(text(tokens.get(i + 1)));
            if (either || usage == null || usage.several == 0) {
                for (int at = i;
                        at < tokens.size() && (at == i || tokens.get(at - 1).is(Role.Joins.class));
                        at += 2) {
                    Constraint one = readAt(at);
                    if (one != null && one.attribute().equals(first.attribute())) {
                        constraints.remove(one);
                        used[at] = false;
                    }
                }
            }
        }
    }

    private @Nullable Constraint readAt(int token) {
        Constraint.Span span = tokens.get(token).span();
        return constraints.stream()
                .filter(c -> span.equals(c.span()) && !c.attribute().equals(Constraint.CATEGORY))
                .findFirst()
                .orElse(null);
    }

    /** The attribute named right before a value: 表带要黑色的. */
    private @Nullable String hint(int at) {
        for (int i = at - 1; i >= Math.max(0, at - 2); i--) {
            List<Meaning.Name> names = tokens.get(i).meaning(Meaning.Name.class);
            if (!names.isEmpty()) {
                return names.getFirst().attribute();
            }
        }
        return null;
    }

    private void amounts(@Nullable String category) {
        AmountReading reading = new AmountReading(lexicon, folded);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).amount() != null) {
                List<Constraint> read = reading.read(tokens.get(i), category, hints(i, category), negated[i]);
                constraints.addAll(read);
                used[i] = !read.isEmpty();
            }
        }
    }

    private static boolean measured(Token token) {
        return token.amount() != null
                && token.amount().unit() != null
                && !token.amount().money();
    }

    /** Attributes named beside an amount: 裤长85cm, 30小时续航, 续航要30小时以上. */
    private List<String> hints(int at, @Nullable String category) {
        List<String> hints = new ArrayList<>();
        int start = tokens.get(at).start();
        for (int i = at - 1; i >= 0 && start - tokens.get(i).end() <= 4; i--) {
            if (i > 0
                    && measured(tokens.get(i - 1))
                    && tokens.get(i - 1).end() == tokens.get(i).start()) {
                // 8G内存 两千以内: the name belongs to the amount before it.
                break;
            }
            tokens.get(i).meaning(Meaning.Name.class).forEach(n -> hints.add(n.attribute()));
            if (tokens.get(i).amount() != null || Negations.clauseToken(text(tokens.get(i)))) {
                break;
            }
        }
        int end = tokens.get(at).end();
        for (int i = at + 1; i < tokens.size() && tokens.get(i).start() - end <= 1; i++) {
            tokens.get(i).meaning(Meaning.Name.class).forEach(n -> hints.add(n.attribute()));
        }
        // 8毫米厚, 厚8毫米, 2米长
        for (int beside : new int[] {end, start - 1}) {
            char c = beside >= 0 && beside < folded.length() ? folded.charAt(beside) : ' ';
            if (DIMENSIONS.indexOf(c) >= 0) {
                lexicon.attributes(category == null ? Lexicon.SHOP : category).stream()
                        .filter(a -> a.indexOf(c) >= 0)
                        .sorted(java.util.Comparator.comparingInt(String::length))
                        .forEach(hints::add);
            }
        }
        return hints;
    }

    private void names(@Nullable String category) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (used[i]) {
                continue;
            }
            token.meaning(Meaning.Name.class).stream()
                    .filter(n -> lexicon.usage(category, n.attribute()) != null)
                    .max(java.util.Comparator.comparing(Meaning.Name::strength))
                    .ifPresent(n -> asked.add(new Asked(n.attribute(), null, token.span())));
        }
    }

    private @Nullable Sort sort(@Nullable String category) {
        for (Token token : tokens) {
            Optional<Role.Orders> orders = token.role(Role.Orders.class);
            if (orders.isPresent()) {
                return orders.get().sort();
            }
        }
        for (Map.Entry<String, List<String>> entry : SUPERLATIVES.entrySet()) {
            int at = folded.indexOf(entry.getKey());
            if (at >= 0) {
                String attribute = ordered(at, entry.getValue(), category);
                if (attribute != null) {
                    boolean descending = Set.of("最重", "最大", "最长", "最久", "最快").contains(entry.getKey());
                    return new Sort(Sort.Key.ATTRIBUTE, attribute, descending);
                }
            }
        }
        return null;
    }

    private @Nullable String ordered(int at, List<String> fragments, @Nullable String category) {
        for (Token token : tokens) {
            for (Meaning.Name name : token.meaning(Meaning.Name.class)) {
                Lexicon.Usage usage = lexicon.usage(category, name.attribute());
                if (usage != null && usage.quantity() && Math.abs(token.end() - at) <= 3) {
                    return name.attribute();
                }
            }
        }
        for (String fragment : fragments) {
            for (String attribute : lexicon.attributes(category == null ? Lexicon.SHOP : category)) {
                Lexicon.Usage usage = lexicon.usage(category, attribute);
                if (attribute.contains(fragment) && usage != null && usage.quantity()) {
                    return attribute;
                }
            }
        }
        return null;
    }

    private boolean is(QuestionForm form) {
        return forms.contains(form);
    }

    private boolean has(Class<? extends Role> role) {
        return tokens.stream().anyMatch(t -> t.is(role));
    }

    private String text(Token token) {
        return folded.substring(token.start(), token.end());
    }

    static boolean han(String text) {
        return text.chars().anyMatch(c -> Segmenter.isHan((char) c));
    }
}
