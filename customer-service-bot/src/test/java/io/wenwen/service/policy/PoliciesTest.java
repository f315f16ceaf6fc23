package io.wenwen.service.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {

    private static final Policies SHOP = Policies.parse("""
            # 店铺政策
            ## 发货与配送
            - 现货商品下单后48小时内发货，预售商品以页面标注的时间为准。
            - 满99元包邮，不满99元收取8元运费；新疆、西藏等偏远地区另加12元。
            - 默认发中通或圆通快递，一般3至5个工作日送达。
            ## 退换
            1. 支持7天无理由退货，商品须保持完好，不影响二次销售。
            2. 尺码不合适可以换货一次，来回运费由买家承担。
            3. 退款在收到退货后3个工作日内原路返回。
            ## 售后
            * 电器类商品全国联保一年，人为损坏除外。
            * 收到商品破损或少件，请在签收后24小时内联系客服补发。

            ## 常见问题
            问：可以开发票吗？
            答：可以开具电子普通发票，下单时填写抬头，发货后7天内发到邮箱。
            Q: 支持哪些付款方式？
            A: 支持微信支付、支付宝和银行卡，不支持货到付款。
            问：客服几点上班？
            答：人工客服在线时间为每天9:00到22:00。
            """);

    @ParameterizedTest
    @CsvSource({
        "几天发货, 48小时内发货",
        "今天拍什么时候能寄出来, 48小时内发货",
        "什么时候发货呀, 48小时内发货",
        "包邮吗, 满99元包邮",
        "运费多少钱, 满99元包邮",
        "新疆能发吗, 新疆",
        "用什么快递, 中通",
        "下单后多久到, 3至5个工作日送达",
        "七天无理由吗, 7天无理由退货",
        "不喜欢可以退吗, 7天无理由退货",
        "买回来不想要了怎么办, 7天无理由退货",
        "尺码不对能换吗, 换货一次",
        "退款多久到账, 3个工作日内原路返回",
        "能开发票吗, 电子普通发票",
        "能开票报销吗, 电子普通发票",
        "保修多久, 联保一年",
        "东西坏了怎么办, 联保一年",
        "收到的时候是碎的怎么办, 签收后24小时",
        "能用花呗分期吗, 微信支付",
        "可以货到付款吗, 不支持货到付款",
        "人工客服几点上班, 9:00到22:00",
        "Can I get an invoice?, 电子普通发票",
        "How long does shipping take?, 3至5个工作日送达",
        "when will my order ship, 48小时内发货",
        "Do you offer free shipping?, 满99元包邮",
        "what is your return policy, 7天无理由退货",
        "how do I pay, 微信支付",
        "is there a warranty, 联保一年"
    })
    void answersWithTheLineThatSaysSo(String question, String said) {
        assertThat(SHOP.answer(question)).isPresent();
        assertThat(SHOP.answer(question).orElseThrow().line().text()).contains(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "今天天气怎么样",
                "有没有红色的连衣裙",
                "500元以内的蓝牙耳机",
                "你好",
                "第一个防水吗",
                "能以旧换新吗",
                "会员积分怎么算",
                "what is the weather today",
                "a red dress please"
            })
    void findsNothingWhereNoLineAnswers(String question) {
        assertThat(SHOP.answer(question)).isEmpty();
    }

    @Test
    void citesLineNumberHeadingAndQuestion() {
        PolicyLine line = SHOP.answer("能开发票吗").orElseThrow().line();

        assertThat(line.number()).isEqualTo(16);
        assertThat(line.heading()).isEqualTo("常见问题");
        assertThat(line.question()).isEqualTo("可以开发票吗？");
    }

    @Test
    void anEnglishQuestionPrefersTheEnglishLine() {
        Policies both = Policies.parse("- 支持7天无理由退货。\n- Returns are free within 7 days.\n- 满99元包邮。\n");

        assertThat(both.answer("Can I return it?").orElseThrow().line().text()).startsWith("Returns are free");
        assertThat(both.answer("可以退货吗").orElseThrow().line().text()).startsWith("支持7天");
    }

    @Test
    void anEmptyFileAnswersNothing() {
        assertThat(Policies.parse("# 政策\n\n---\n").lines()).isEmpty();
        assertThat(Policies.parse("").answer("包邮吗")).isEmpty();
    }
}
