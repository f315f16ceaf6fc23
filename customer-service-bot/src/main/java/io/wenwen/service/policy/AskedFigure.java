package io.wenwen.service.policy;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of figure a question wants to hear, and which lines hold one: 几天之内 is answered by a line with a span of time. */
enum AskedFigure {
    TIME(
            "几天|多少(?:天|日)|多久|几个?(?:小时|工作日|月)|什么时候|啥时候|何时|多长时间|时限|期限|\\bhow (?:long|many days|soon)\\b|\\bwhen\\b",
            "[\\d一二三四五六七八九十两]+\\s*个?(?:天|日|小时|工作日|月|年|分钟)|\\b(?:days?|hours?|months?|years?)\\b"),
    MONEY(
            "多少(?:钱|元|块)|(?:费|邮).{0,3}(?:多少|几|怎么)|几(?:块|元)|满多少|买多少|要钱|收费|要.{0,2}(?:运费|邮费|快递费)|\\bhow much\\b|\\bcost\\b",
            "\\d\\s*(?:元|块)|[¥￥]|免费|包邮|免邮|\\byuan\\b|\\bfree\\b"),
    NUMBER(
            "几(?:张|次|件|个(?!月|小时|工作日))|多少(?:张|次|件)|\\bhow many\\b(?! days)",
            "[\\d一两二三]\\s*(?:张|次|件)|\\b(?:one|two|once|twice)\\b"),
    CLOCK("几点|上班|下班|营业|(?:客服|在线).{0,6}时间|\\bhours\\b", "\\d{1,2}\\s*[:：点时]"),
    PAYER("谁(?:出|付|承担|负责|来|给|掏)|自己(?:出|付)|\\bwho pays\\b", "承担|自理|\\bpaid by\\b|\\bpays?\\b"),
    CARRIER("(?:什么|哪家|哪个|啥|哪种)(?:快递|物流)|\\bwhich (?:courier|carrier)\\b", "顺丰|圆通|中通|申通|韵达|京东|邮政|ems|快递");

    private final Pattern asks;
    private final Pattern states;

    AskedFigure(String asks, String states) {
        this.asks = Pattern.compile(asks, Pattern.CASE_INSENSITIVE);
        this.states = Pattern.compile(states, Pattern.CASE_INSENSITIVE);
    }

    static Set<AskedFigure> in(String question) {
        Set<AskedFigure> asked = EnumSet.noneOf(AskedFigure.class);
        for (AskedFigure figure : values()) {
            if (figure.asks.matcher(question).find()) {
                asked.add(figure);
            }
        }
        return asked;
    }

    boolean statedIn(String line) {
        return states.matcher(line).find();
    }
}
