package io.wenwen.core.kernel.onnx;

import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.ChatTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the fp32 model reads so that its channels' sizes are seen: shop talk, plain prose, and the chat form around them. */
final class CalibrationTexts {

    /** Tokens read of each. */
    private static final int LONGEST = 48;

    private static final List<String> CHATS = List.of(
            "想给爸爸买件冬天穿的外套，预算五百以内，不要黑色。",
            "这款蓝牙耳机防水吗？续航多久？",
            "第二个和第三个比一下，哪个更适合跑步？",
            "有没有卖婴儿推车的，能上飞机的那种",
            "换成大一码的，什么时候能发货",
            "退货运费谁出？七天无理由怎么算",
            "推荐一款性价比高的空气炸锅",
            "Do you have a waterproof backpack under 300 yuan?");

    private static final List<String> PROSE = List.of(
            "这件羽绒服用的是九十白鸭绒，轻，帽子可以拆，零下十度也能穿。",
            "三款里面它最便宜，但屏幕小一些，适合放在床头看书。",
            "根据消费者权益保护法，经营者应当保证商品的质量、性能、用途和有效期限。",
            "春天的早晨，公园里有人打太极，有人遛狗，孩子们追着风筝跑。",
            "规格：长 60cm，宽 35cm，高 22cm；重量 1.8kg；材质：牛津布。",
            "您好，没有完全符合的，我放宽了价格，下面几款最接近。",
            "public static int sum(int[] values) { int total = 0; for (int v : values) total += v; return total; }",
            "猫粮选购要看蛋白质含量、脂肪来源和适用年龄，幼猫和成猫不同。");

    private CalibrationTexts() {}

    static List<int[]> encode(BytePairTokenizer tokenizer, ChatTemplate template) {
        List<int[]> all = new ArrayList<>();
        for (String chat : CHATS) {
            all.add(tail(template.encode(List.of(Message.system("你是一家网店的导购。"), Message.user(chat)), tokenizer, true)));
        }
        for (String text : PROSE) {
            all.add(tail(tokenizer.encode(text)));
        }
        return all;
    }

    private static int[] tail(int[] tokens) {
        return Arrays.copyOf(tokens, Math.min(tokens.length, LONGEST));
    }
}
