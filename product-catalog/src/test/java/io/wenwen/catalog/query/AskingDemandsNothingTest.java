package io.wenwen.catalog.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.CornerShop;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AskingDemandsNothingTest {

    private static final Grammar GRAMMAR = new Grammar(new Lexicon(CornerShop.products()));

    private static Reading read(String message, String category) {
        return GRAMMAR.read(
                message,
                category.isEmpty()
                        ? List.of()
                        : List.of(new Constraint(Constraint.CATEGORY, Operator.IS, category, null, null)));
    }

    // message | category so far | form | asked
    private static final String QUESTIONS = """
            续航多久 | 蓝牙耳机 | VALUE | 续航时间
            第二个能机洗吗 | 衬衫 | YES_NO | 洗涤方式=可机洗
            它是纯棉的吗 | 连衣裙 | YES_NO | 材质=纯棉
            这款支持快充吗 | 充电宝 | YES_NO | 快充=支持
            重量是多少 | 跑鞋 | VALUE | 重量
            蓝牙耳机有多少款 | | HOW_MANY |
            有没有雨伞 | | EXISTS |
            你们卖电视吗 | | YES_NO |
            电饭煲什么价位 | | PRICE_RANGE |
            最便宜的耳机多少钱 | | CHEAPEST |
            最贵的手机是哪个 | | DEAREST |
            卖得最好的面膜 | | BEST_SELLING |
            评分最高的台灯 | | BEST_RATED |
            耳机有哪些牌子 | | BRANDS |
            第二个和第三个比一下 | 蓝牙耳机 | COMPARE |
            再便宜点的 | 蓝牙耳机 | CHEAPER |
            就它，能用什么优惠 | 蓝牙耳机 | PROMOTIONS |
            which brands of earphones do you have | | BRANDS |
            how many dresses are there | | HOW_MANY |
            what is the cheapest rice cooker | | CHEAPEST |
            """;

    @TestFactory
    List<DynamicTest> formsOfAskingAreSeen() {
        return QUESTIONS
                .lines()
                .map(line -> line.split("\\|", -1))
                .map(cells -> DynamicTest.dynamicTest(cells[0].strip(), () -> {
                    Reading reading = read(cells[0].strip(), cells[1].strip());
                    assertThat(reading.forms()).contains(QuestionForm.valueOf(cells[2].strip()));
                    assertThat(reading.asked().stream()
                                    .map(a -> a.attribute() + (a.value() == null ? "" : "=" + a.value()))
                                    .collect(Collectors.joining(",")))
                            .contains(cells[3].strip());
                    if (!cells[3].isBlank()) {
                        assertThat(reading.constraints()).isEmpty();
                    }
                }))
                .toList();
    }

    @Test
    void pointingAndCarryingOnAreFlagged() {
        assertThat(read("它防水吗", "蓝牙耳机").refers()).isTrue();
        assertThat(read("换成黑色的", "连衣裙").replaces()).isTrue();
        assertThat(read("衬衫也要黑色的", "连衣裙").also()).isTrue();
        assertThat(read("running shoes", "").english()).isTrue();
        assertThat(read("最便宜的耳机", "").sort()).isEqualTo(Sort.CHEAPEST);
        assertThat(read("续航最长的蓝牙耳机", "").sort()).isEqualTo(new Sort(Sort.Key.ATTRIBUTE, "续航时间", true));
    }

    @Test
    void aThingThatTheShopLacksIsNamed() {
        assertThat(read("有没有卖雨伞", "").thing()).isEqualTo("雨伞");
        assertThat(read("你们家有冰淇淋吗", "").thing()).isEqualTo("冰淇淋");
        assertThat(read("蓝牙耳机", "").thing()).isNull();
    }

    @Test
    void spansPointIntoTheMessageAsTyped() {
        String message = "想要 ５００元以内 的 蓝牙耳机".toUpperCase(Locale.ROOT);
        for (Constraint constraint : read(message, "").constraints()) {
            Constraint.Span span = java.util.Objects.requireNonNull(constraint.span());
            String said = message.substring(span.start(), span.end());
            assertThat(said).isEqualTo(constraint.attribute().equals(Constraint.PRICE) ? "５００元以内" : "蓝牙耳机");
        }
    }

    @Test
    void hostileTextIsReadWithoutHarm() {
        for (String piece : List.of("不要", "一百", "1", "到", "(", "黑色的不要", "1万", "\ud83d", "-", "500以内")) {
            Reading reading = read(piece.repeat(2000 / piece.length()), "");
            assertThat(reading.constraints().size()).isLessThan(1000);
        }
    }
}
