package io.wenwen.app.shopper;

import io.wenwen.catalog.query.Constraint;
import io.wenwen.catalog.query.Reading;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words of a message that the grammar could not place. */
final class NotUnderstood {

    private static final Pattern EDGES = Pattern.compile(
            "^(?:[\\s\\p{P}]|我|想|要|买|找|来|个|款|件|的|能|和|还|最好|一|那种|就)+|(?:[\\s\\p{P}]|的|了|吧|呢|吗|啊|呀|那种|就行|就好|点|些|一点)+$");
    /** What stands before or behind words that a product could have or not: 带提手, 能折叠, 跑越野的, 加宽款. */
    private static final String BEFORE = "要带能可会持别无免防有";

    private static final String BEHIND = "的款型";
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}{2,6}");
    private static final Pattern VAGUE = Pattern.compile(
            "好看|漂亮|便宜|划算|实惠|性价比|实用|好用|耐用|质量|舒服|舒适|合适|推荐|礼物|送|朋友|爸|妈|老|孩|宝|男|女|学生|自己|家里|家用|用的|穿|吃|喝|玩|戴|看|喜欢|不错|高级|大气|可爱|时尚|靠谱|牌子|大牌|日常|平时|上班|上学|出门|放|买|有没有|什么|哪|吗|这|那|它|别的|其他|更|再|最|差不多|类似|随便|预算|价|钱|贵|元|块");

    private NotUnderstood() {}

    /** The stretches, without the words around them that say nothing; two characters at least, three stretches at most. */
    static List<String> stretches(Reading reading) {
        return reading.unexplained().stream()
                .map(span -> text(reading, span))
                .map(words -> EDGES.matcher(words).replaceAll(""))
                .filter(words -> words.length() >= 2 && words.length() <= 16)
                .limit(3)
                .toList();
    }

    /** The first stretch that looks like a demand which no product is known to meet; safe to be quoted. */
    static Optional<String> demand(Turn turn) {
        return turn.reading.unexplained().stream()
                .filter(span -> demanded(turn.reading.message(), span))
                .map(span -> EDGES.matcher(text(turn.reading, span)).replaceAll(""))
                .filter(words ->
                        WORD.matcher(words).matches() && !VAGUE.matcher(words).find())
                .filter(words -> turn.catalog.presence(words).found() == 0)
                .findFirst();
    }

    private static boolean demanded(String message, Constraint.Span span) {
        int end = Math.min(span.end(), message.length());
        return (span.start() > 0 && BEFORE.indexOf(message.charAt(span.start() - 1)) >= 0)
                || (span.start() < end && BEFORE.indexOf(message.charAt(span.start())) >= 0)
                || (end < message.length() && BEHIND.indexOf(message.charAt(end)) >= 0);
    }

    private static String text(Reading reading, Constraint.Span span) {
        String message = reading.message();
        int end = Math.min(span.end(), message.length());
        return span.start() < end ? message.substring(span.start(), end) : "";
    }
}
