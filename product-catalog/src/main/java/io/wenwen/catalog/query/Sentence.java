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
        boolean about =
                question && (refers || (!is(QuestionForm.EXISTS) && !has(Role.Wants.class) && category == null));
        values(context, about);
        amounts(context);
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
            List<Meaning.Brand> brands = token.meaning(Meaning.Brand.class);
            if (!brands.isEmpty()) {
                demand(i, Constraint.BRAND, lexicon.resolveBrand(brands, category), about);
                continue;
            }
            List<Meaning.Value> values = token.meaning(Meaning.Value.class);
            Optional<Meaning.Value> value = lexicon.resolve(values, category, hint(i));
            if (value.isPresent() && demanded(value.get(), category)) {
                demand(i, value.get().attribute(), value.get().value(), about);
            } else if (value.isEmpty() && category != null) {
                // The category states no colour or material at all: the demand stands, though nothing will meet it.
                List<Meaning.Value> visible = values.stream()
                        .filter(v -> TANGIBLE.contains(v.attribute()))
                        .toList();
                lexicon.resolve(visible, null, null).ifPresent(v -> demand(at, v.attribute(), v.value(), about));
            }
        }
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

    private void demand(int token, String attribute, String value, boolean about) {
        used[token] = true;
        Constraint.Span span = tokens.get(token).span();
        if (about) {
            asked.add(new Asked(attribute, value, span));
        } else {
            constraints.add(new Constraint(attribute, negated[token] ? Operator.NOT : Operator.IS, value, null, span));
        }
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
        AmountReading reading = new AmountReading(lexicon);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).amount() != null) {
                List<Constraint> read = reading.read(tokens.get(i), category, hints(i), negated[i]);
                constraints.addAll(read);
                used[i] = !read.isEmpty();
            }
        }
    }

    /** Attributes named beside an amount: 裤长85cm, 30小时续航, 续航要30小时以上. */
    private List<String> hints(int at) {
        List<String> hints = new ArrayList<>();
        int start = tokens.get(at).start();
        for (int i = at - 1; i >= 0 && start - tokens.get(i).end() <= 4; i--) {
            tokens.get(i).meaning(Meaning.Name.class).forEach(n -> hints.add(n.attribute()));
            if (tokens.get(i).amount() != null || Negations.clauseToken(text(tokens.get(i)))) {
                break;
            }
        }
        int end = tokens.get(at).end();
        for (int i = at + 1; i < tokens.size() && tokens.get(i).start() - end <= 1; i++) {
            tokens.get(i).meaning(Meaning.Name.class).forEach(n -> hints.add(n.attribute()));
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
