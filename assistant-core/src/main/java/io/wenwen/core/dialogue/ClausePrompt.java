package io.wenwen.core.dialogue;

import io.wenwen.core.dialogue.Clause.Part;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the model reads before it words one clause: a short system line and natural examples, the same for every clause of a
 * kind so that the prefix cache holds them, then this product alone with the one or two facts that bear on the need. A 0.5B
 * model that sees several products at once mixes up their facts.
 */
final class ClausePrompt {

    private static final List<Message> SHOPPER_ZH = List.of(
            Message.system("你是店里的导购，说话亲切自然。把商品和特点照原样写进一句话，再接一小句自己的话，不添加别的信息。"),
            Message.user("想要：跑步用的耳机\n商品：云雀挂耳耳机\n特点：挂耳朵上不易掉"),
            Message.assistant("想要跑步用的耳机的话，可以看看云雀挂耳耳机，挂耳朵上不易掉，我觉得挺对您的路子。"),
            Message.user("想要：送妈妈的茶杯\n商品：青禾紫砂杯\n特点：容量350毫升；带杯盖"),
            Message.assistant("另外，青禾紫砂杯也挺合您的意思，容量350毫升，带杯盖，日常用着也方便。"),
            Message.user("想要：300元以内的书桌\n商品：木语单人书桌\n特点：售价259元"),
            Message.assistant("您提到300元以内的书桌，我先想到的就是木语单人书桌，因为售价259元，正好合您的打算。"));

    private static final List<Message> MERCHANT_ZH = List.of(
            Message.system("你为店铺写商品介绍，语气亲切自然。把商品和特点照原样写进一句话，再接一小句自己的话，不添加别的信息。"),
            Message.user("商品：云雀挂耳耳机\n特点：挂耳朵上不易掉"),
            Message.assistant("出门在外，云雀挂耳耳机陪着您，挂耳朵上不易掉，心里踏实。"),
            Message.user("商品：青禾紫砂杯\n特点：容量350毫升；带杯盖"),
            Message.assistant("青禾紫砂杯，容量350毫升，带杯盖，日子过得从容自在。"),
            Message.user("商品：木语单人书桌\n特点：材质是橡木"),
            Message.assistant("喜欢安安静静过日子的您，可以看看木语单人书桌，材质是橡木，回到家里看着就开心。"));

    private static final List<Message> SHOPPER_EN = List.of(
            Message.system(
                    "You help in a shop. Write one sentence with the product and the facts copied as they are, and a few friendly words of your own. Add nothing else."),
            Message.user("Wanted: running earphones\nProduct: Lark Ear-Hook Earphones\nFacts: stays on the ear"),
            Message.assistant(
                    "If you want running earphones, have a look at Lark Ear-Hook Earphones, stays on the ear, which is just what you asked for."),
            Message.user(
                    "Wanted: a desk under 300 yuan\nProduct: Muyu Single Desk\nFacts: price 259 yuan; made of oak"),
            Message.assistant(
                    "Alternatively, I would suggest the Muyu Single Desk, price 259 yuan, made of oak, so it should suit your plan very well."));

    private static final List<Message> MERCHANT_EN = List.of(
            Message.system(
                    "You write product pages for a shop. Write one sentence with the product and the facts copied as they are, and a few friendly words of your own. Add nothing else."),
            Message.user("Product: Lark Ear-Hook Earphones\nFacts: stays on the ear"),
            Message.assistant("At a glance, the Lark Ear-Hook Earphones, stays on the ear, a good idea for every day."),
            Message.user("Product: Muyu Single Desk\nFacts: made of oak"),
            Message.assistant(
                    "In everyday use, you can see the point of the Muyu Single Desk, made of oak, a choice that looks right in any place."));

    private ClausePrompt() {}

    static Prompt of(Clause.Worded clause, List<Part> opening) {
        boolean zh = clause.language() == Language.ZH;
        boolean merchant = clause.move() == Move.SELLING_POINT || clause.move() == Move.DESCRIPTION;
        List<Message> shared = zh ? (merchant ? MERCHANT_ZH : SHOPPER_ZH) : (merchant ? MERCHANT_EN : SHOPPER_EN);
        List<Message> messages = new ArrayList<>(shared);
        messages.add(Message.user(zh ? chinese(clause) : english(clause)));
        return new Prompt(
                messages, shared.size(), opening.stream().map(Part::text).collect(Collectors.joining()));
    }

    /**
     * For a model that takes no constraint: the same examples, but the opening is given as part of the task, and the words that will be
     * let through are named. Nothing but the catalogue's words and ours is in it.
     */
    static Prompt withoutConstraint(Clause.Worded clause, List<Part> opening, FreeText free) {
        Prompt constrained = of(clause, opening);
        boolean zh = clause.language() == Language.ZH;
        List<Message> messages = new ArrayList<>();
        String wanted = constrained.opening();
        for (int i = 0; i < constrained.messages().size(); i++) {
            Message message = constrained.messages().get(i);
            boolean last = i == constrained.messages().size() - 1;
            switch (message.role()) {
                case SYSTEM ->
                    messages.add(Message.system(message.text()
                            + (zh
                                    ? "只写一句，以句号结束；特点后面要有逗号或句号。除了开头、商品和特点，只用这些词："
                                    : " One sentence only, ending with a full stop; a comma or the full stop follows each fact. Beside"
                                            + " the opening, the product and the facts, use only these words: ")
                            + String.join(zh ? "、" : ", ", free.listedWords())));
                case USER -> {
                    String begin = last || wanted.isEmpty()
                            ? wanted
                            : firstClause(constrained.messages().get(i + 1).text(), free);
                    messages.add(
                            begin.isEmpty()
                                    ? message
                                    : Message.user(message.text() + (zh ? "\n开头：" : "\nOpening: ") + begin));
                }
                default -> messages.add(message);
            }
        }
        return new Prompt(messages, constrained.sharedMessages(), "");
    }

    private static String firstClause(String sentence, FreeText free) {
        return sentence.substring(
                0, sentence.indexOf(free.commaText()) + free.commaText().length());
    }

    private static String chinese(Clause.Worded clause) {
        Slot need = clause.need();
        return (need == null ? "" : "想要：" + need.text() + "\n")
                + "商品：" + clause.name().text()
                + facts(clause, "\n特点：", "；");
    }

    private static String english(Clause.Worded clause) {
        Slot need = clause.need();
        return (need == null ? "" : "Wanted: " + need.text() + "\n")
                + "Product: " + clause.name().text()
                + facts(clause, "\nFacts: ", "; ");
    }

    private static String facts(Clause.Worded clause, String before, String between) {
        return clause.facts().isEmpty()
                ? ""
                : before + clause.facts().stream().map(Slot::text).collect(Collectors.joining(between));
    }
}
