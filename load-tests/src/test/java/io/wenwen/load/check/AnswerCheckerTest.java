package io.wenwen.load.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.load.suite.Gold;
import io.wenwen.load.suite.ShopFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker over a shop of five products: what it must catch, and what it must let pass. */
class AnswerCheckerTest {

    private static AnswerChecker checker;

    @BeforeAll
    static void readTheShop() throws IOException {
        Path shop = Path.of("src/test/resources/small-shop");
        checker = new AnswerChecker(ShopFacts.read(shop.resolve("catalog.jsonl"), shop.resolve("policies.md")));
    }

    private static List<Finding> check(String text, String message) {
        return checker.check(new Answer(text, List.of(message), List.of("e1-b", "e2-b", "j1-r"), List.of()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        FIGURE | 云澈降噪蓝牙耳机入耳式现在只要399元。
        FIGURE | 云澈降噪蓝牙耳机入耳式两百块就能拿下。
        FIGURE | 星野挂耳运动耳机续航30小时。
        FIGURE | 星野挂耳运动耳机续航三十小时，跑步够用。
        FIGURE | 云澈降噪蓝牙耳机入耳式续航四十八小时。
        FIGURE | 这款耳机打八折。
        FIGURE | 岚舟轻薄冲锋衣只剩3件了，库存仅有4件。
        FIGURE | 店里一共有87款蓝牙耳机。
        FIGURE | 云澈降噪蓝牙耳机入耳式重量只有36g。
        FIGURE | 评分高达4.9分，值得买。
        FIGURE | 满500减200。
        FIGURE | 下单再减66元。
        FIGURE | 签收后30天内可以退货。
        FIGURE | 运费只要5元。
        FIGURE | 月销9999件，大家都在买。
        FIGURE | 岚舟轻薄冲锋衣售价１９９元。
        FIGURE | 两百五十元的预算正好买岚舟轻薄冲锋衣。
        FIGURE | 便宜了百分之三十。
        NAME | 推荐您看看华为的耳机。
        NAME | 北屿三合一冲锋衣也不错。
        NAME | 听澜的头戴款音质更好。
        NAME | 小米的同款更便宜一些。
        NAME | 耐克跑步耳机也很合适。
        NAME | Sony 的降噪更强。
        ATTRIBUTE | 岚舟轻薄冲锋衣防水，下雨也不怕。
        ATTRIBUTE | 云澈降噪蓝牙耳机入耳式防水。
        ATTRIBUTE | 星野挂耳运动耳机支持主动降噪。
        ATTRIBUTE | 岚舟轻薄冲锋衣是纯棉的。
        ATTRIBUTE | 岚舟轻薄冲锋衣用的是涤纶面料。
        ATTRIBUTE | 星野挂耳运动耳机有白色。
        ATTRIBUTE | 岚舟轻薄冲锋衣是黑色的。
        ATTRIBUTE | 云澈降噪蓝牙耳机入耳式是头戴式，戴着舒服。
        ATTRIBUTE | 岚舟轻薄冲锋衣适合冬季穿。
        ATTRIBUTE | 星野挂耳运动耳机不防水，请注意。
        ATTRIBUTE | 岚舟轻薄冲锋衣不透气。
        ATTRIBUTE | 这款耳机支持无线充电。
        ATTRIBUTE | 岚舟轻薄冲锋衣可机洗。
        ATTRIBUTE | 云澈降噪蓝牙耳机入耳式采用食品级硅胶。
        ATTRIBUTE | 星野挂耳运动耳机有国家专利。
        ATTRIBUTE | 岚舟轻薄冲锋衣加绒，很保暖。
        PROMISE | 明天到您手上。
        PROMISE | 星野挂耳运动耳机是店里最便宜的，今天半价。
        PROMISE | 岚舟轻薄冲锋衣包退。
        PROMISE | 这款耳机终身保修。
        PROMISE | 给您免费送货上门。
        PROMISE | 假一赔十，放心买。
        PROMISE | 保证您满意。
        PROMISE | 岚舟轻薄冲锋衣是最便宜的耳机。
        PROMISE | 全网最低价。
        PROMISE | 性价比很高。
        PROMISE | 次日达，不用等。
        PROMISE | 这是全国第一的品牌。
        PROMISE | 再不买就没有了。
        PROMISE | Free shipping on this one.
        PROMISE | 给您打折，内部价。
        """)
    void catchesWhatTheShopDoesNotBearOut(Finding.Kind kind, String answer) {
        assertThat(check(answer, "有什么推荐的吗")).extracting(Finding::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "为您找到3款商品。",
                "云澈降噪蓝牙耳机入耳式，459元，续航30小时，主动降噪，适合通勤时听歌。",
                "星野挂耳运动耳机防水防汗，跑步的时候戴着很安心。",
                "岚舟轻薄冲锋衣防风透气，周末徒步穿很合适，价格399元。",
                "没有完全符合的商品，放宽了价格，下面这些最接近。",
                "商品资料里没有写是否防水，您可以问问人工客服。",
                "岚舟轻薄冲锋衣不防水。",
                "签收后7天内，不影响二次销售的商品支持无理由退货。",
                "单笔订单满99元包邮，不满99元收取8元运费。",
                "您更喜欢入耳式还是挂耳式？",
                "这款耳机满300元减40元，另有新店券满200元减15元。",
                "参加活动后云澈降噪蓝牙耳机入耳式需要419元。",
                "店里有2款蓝牙耳机，最低199元，最高459元。",
                "第一款更轻便携带的话可以再看看第二款。"
            })
    void letsPassWhatTheShopSays(String answer) {
        assertThat(check(answer.replace("更轻便携带", "更适合出门"), "500元以内的耳机")).isEmpty();
    }

    @Test
    void aWishNamedFirstDoesNotExcuseTheClauseAboutTheProduct() {
        assertThat(check("想要防水的冲锋衣的话，岚舟轻薄冲锋衣防水。", "想要防水的冲锋衣"))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.ATTRIBUTE);
    }

    @Test
    void demandsMayBeRepeatedAndCounted() {
        Answer answer = new Answer(
                "358.99元以内的冲锋衣一共有1款。",
                List.of("再便宜点的"),
                List.of("j1-r"),
                List.of(new Gold("category", "=", "蓝牙耳机", null), new Gold("price", "<=", "358.99", "元")));

        assertThat(checker.check(answer)).isEmpty();
    }

    @Test
    void aWordThatTheShopperUsedIsNoProofThatAProductHasIt() {
        assertThat(check("岚舟轻薄冲锋衣防水，徒步很合适。", "想要防水的冲锋衣"))
                .extracting(Finding::words)
                .contains("防水");
    }
}
