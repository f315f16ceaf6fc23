package io.wenwen.app.shopper;

import io.wenwen.catalog.Offer;
import io.wenwen.core.dialogue.Slot;
import java.util.List;
import java.util.Map;

/** Greetings, thanks and what is not the shop's business; and orders that are not followed. */
final class TalkAnswer {

    private final Turn turn;

    TalkAnswer(Turn turn) {
        this.turn = turn;
    }

    void greet() {
        turn.sayOneOf(
                List.of("您好，我是导购助手问问。想找什么商品，或者想问什么，直接告诉我就好。", "您好！请说说您想买什么，比如品类、预算和要求。", "您好，在的。您想看点什么？"),
                List.of(
                        "Hello, I am Wenwen, the shop's assistant. Tell me what you are looking for.",
                        "Hello! What would you like to find today?"));
        starters();
    }

    void thank() {
        turn.sayOneOf(
                List.of("不客气，还需要什么随时说。", "不用谢，有别的问题再找我。", "不客气！还想看别的也可以告诉我。"),
                List.of("You are welcome. Just ask if you need anything else.", "My pleasure. Anything else?"));
    }

    void bye() {
        turn.sayOneOf(List.of("好的，再见，欢迎再来。", "再见，祝您生活愉快。"), List.of("Goodbye, and come again.", "See you next time."));
    }

    void acknowledge() {
        turn.sayOneOf(
                List.of("好的。接下来想看哪一款，或者还有什么要求，可以继续告诉我。", "嗯，您接着说，还有什么想了解的？"),
                List.of(
                        "All right. Tell me which one you would like to know more about, or what else matters to you."));
    }

    void introduce() {
        turn.sayOneOf(
                List.of(
                        "我是问问，这家店的导购助手，由人工智能回答。我可以按您的要求找商品、比较商品、查属性和优惠，也可以回答店铺政策。",
                        "我是店里的人工智能导购，叫问问。您说要求，我来找商品、做比较、查优惠；答不了的可以转人工。"),
                List.of(
                        "I am Wenwen, this shop's assistant, an artificial intelligence. I find and compare products, look up their properties and promotions, and answer questions about the shop's policies."));
        starters();
    }

    void offTopic() {
        turn.sayOneOf(
                List.of("这个我帮不上忙，我只管这家店的商品和服务。想找什么商品可以告诉我。", "我是导购助手，这方面不太懂；购物上的事随时问我。", "这不在我能回答的范围里。要不要看看店里的商品？"),
                List.of(
                        "I cannot help with that; I only know this shop's products and services. What can I find for you?"));
        starters();
    }

    void unclear() {
        turn.sayOneOf(
                List.of("没太明白您的意思，可以说说想找的品类、预算或要求吗？", "不好意思，我没看懂。您可以告诉我想买什么、大概什么价位。"),
                List.of("I did not quite understand. Tell me what kind of product you want and your budget."));
        starters();
    }

    /** For languages the shop does not speak. */
    void foreign() {
        turn.say(
                "抱歉，我目前只会中文和英文。Sorry, I only speak Chinese and English; please ask in one of them.",
                "Sorry, I only speak Chinese and English; please ask in one of them.");
        starters();
    }

    void handOff() {
        turn.say("好的，正在为您转接人工客服，请稍候。", "All right, I am passing you on to a member of staff.");
        turn.send(new TurnEvent.Action("handoff", Map.of()));
    }

    /** An order smuggled into the message, or a claim of a discount: not followed, and what is true is said. */
    void refuse(boolean aboutPrice) {
        turn.kind = Kind.REFUSAL;
        if (!aboutPrice) {
            turn.sayOneOf(
                    List.of("这个我不能照做。我只按商品资料和店铺政策回答购物问题。", "抱歉，这样的要求我不会执行；购物方面的问题我可以帮您。"),
                    List.of(
                            "I cannot do that. I only answer shopping questions from the catalogue and the shop's policies.",
                            "Sorry, I do not follow such requests; I can help you shop."));
        } else {
            turn.sayOneOf(
                    List.of("我没有改价和另外给优惠的权限，只能按店里标明的价格和活动来。", "抱歉，价格和优惠以店里标明的为准，我不能另外承诺。", "这个我不能答应，只有店里写明的优惠才有效。"),
                    List.of(
                            "I cannot change prices or grant discounts; only the shop's own prices and promotions are valid.",
                            "Sorry, I cannot promise that. The shop's stated prices and promotions apply."));
            List<Offer> meant = turn.refs.offers();
            if (!meant.isEmpty()) {
                new OfferAnswer(turn).state(meant.getFirst());
                turn.focusOn(meant.subList(0, 1));
            } else {
                turn.chip(turn.tongue.of("有什么优惠活动", "what promotions are there?"));
            }
        }
    }

    /** A position that the page does not have. */
    void noSuchPosition() {
        turn.kind = Kind.SMALL_TALK;
        turn.say(
                "页面上只有{}款商品，请再说一下是第几个。",
                "There are only {} products on the page; which one do you mean?",
                new Slot(
                        Slot.Kind.COUNT,
                        null,
                        "shown",
                        Integer.toString(turn.shown.size()),
                        Integer.toString(turn.shown.size()),
                        "page:shown"));
    }

    /** What shoppers may try: the shop's own categories, those that sell. */
    private void starters() {
        if (turn.tongue.english()) {
            turn.chip("what promotions are there?");
            turn.chip("how long does delivery take?");
            return;
        }
        turn.popular.stream().limit(3).forEach(leaf -> turn.chip("看看" + leaf, leaf));
        turn.chip("有什么优惠活动");
    }
}
