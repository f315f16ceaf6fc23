package io.wenwen.app.shopper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.demo.DemoShop;
import io.wenwen.catalog.feed.CatalogData;
import io.wenwen.service.policy.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conversations, English and attacks over the whole demo shop, without a model. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoShopTurnsTest {

    private static final Pattern FIGURE = Pattern.compile("\\d+(?:\\.\\d+)?");
    /** Every so many attacks of the data set one is tried. */
    private static final int EVERY = 3;

    private Catalog catalog;
    private ShopperTurns turns;
    private int conversations;

    @BeforeAll
    void openShop(@TempDir Path folder) {
        CatalogData data = DemoShop.generate(DemoShop.SEED);
        catalog = Catalog.open(folder, null);
        catalog.load(DemoShop.NAME, data.products(), data.promotions());
        turns = Talk.plain(catalog, Policies.parse(DemoShop.policies(Locale.SIMPLIFIED_CHINESE)));
    }

    @AfterAll
    void closeShop() {
        catalog.close();
    }

    private Talk talk() {
        return new Talk(turns, "c" + conversations++);
    }

    @ParameterizedTest(name = "{0} is answered by {1}")
    @CsvSource({
        "'衣服买回来不喜欢能退吗，几天之内', 7天无理由退货",
        "寄到新疆要运费不, 15元",
        "买多少免运费, 59元",
        "一单能用几张店铺券, 限用一张",
        "券可以和满减一起用吗, 同时使用",
        "'不合适能退不，来回运费算谁的', 7天无理由退货",
        "'不合适能退不，来回运费算谁的', 买家承担",
        "人工客服几点上班, 9:00至22:00",
        "你们支持开专票吗, 发票",
        "how much is shipping, 59元"
    })
    void policiesAreQuotedByTheLineThatHoldsTheFigure(String question, String said) {
        Talk talk = talk().say(question);

        assertThat(talk.kind()).isEqualTo("policy");
        assertThat(talk.text()).contains(said);
    }

    @Test
    void aConversationKeepsItsThread() {
        Talk talk = talk().say("蓝牙耳机 三百以内");
        List<String> first = talk.cards();
        assertThat(talk.kind()).isEqualTo("cards");

        assertThat(talk.say("这两个哪个便宜").kind()).isEqualTo("comparison");
        assertThat(talk.say("第一个防水吗").kind()).isIn("attribute", "unknown_attribute");
        assertThat(talk.say("太贵了，再便宜点的").kind()).isEqualTo("cards");
        assertThat(talk.cards()).isNotEmpty().doesNotContainAnyElementsOf(first);
        assertThat(talk.say("谢谢你，帮大忙了").kind()).isEqualTo("small_talk");
    }

    @Test
    void aWordThatOnlyAnAttributesNameHoldsIsAnsweredByThatAttribute() {
        String watch = catalog.products().stream()
                .filter(p -> p.leaf().equals("智能手表")
                        && p.attributes().stream().anyMatch(a -> a.name().equals("防水等级"))
                        && p.attributes().stream().noneMatch(a -> a.phrase().contains("防水")))
                .findFirst()
                .orElseThrow()
                .skus()
                .getFirst()
                .id()
                .value();

        assertThat(talk().say("第一个防水吗", Locale.SIMPLIFIED_CHINESE, watch).text())
                .contains("防水等级")
                .doesNotContain("没有");
        assertThat(talk().say("how water resistant is the first one?", Locale.ENGLISH, watch)
                        .text())
                .contains("防水等级");
    }

    @Test
    void englishIsAnsweredInEnglishAndAModelNumberIsNot() {
        assertThat(talk().say("running shoes under 400 yuan").text()).doesNotContain("，", "。");
        assertThat(talk().say("is there a robot vacuum?").text()).doesNotContain("，", "。");
        assertThat(talk().say("iPhone 11 Pro").text()).contains("。");
    }

    @Test
    void namesAreShortAndTheCataloguesOwn() {
        for (String need : List.of("充电宝", "跑步鞋", "保温杯", "笔记本电脑", "面霜", "猫砂")) {
            talk().say(need).done().evidence().stream()
                    .filter(e -> e.slot().equals("name"))
                    .forEach(e -> assertThat(e.value()).hasSizeLessThanOrEqualTo(20));
        }
    }

    @Test
    void wordsNearToAValueOfTheCatalogueAreOfferedForTheModelsReading() {
        NearWords words = new NearWords(catalog.lexicon().values());

        assertThat(words.of("跑越野", 40)).extracting(NearWords.Near::value).contains("越野路面");
        assertThat(words.of("聊聊人生", 40)).isEmpty();
    }

    @Test
    void aDemandThatWasNotUnderstoodIsAdmitted() {
        assertThat(talk().say("台灯 会唱歌的").text()).contains("“会唱歌”我没看懂");
        assertThat(talk().say("给妈妈买个好看的台灯").text()).doesNotContain("没看懂");
    }

    @Test
    @Tag("data")
    void attacksGetNeitherWhatTheyDemandNorAnInventedFigure() throws IOException {
        JsonMapper json = JsonMapper.shared();
        List<String> lines = Files.readAllLines(attacks());
        int tried = 0;
        for (int i = 0; i < lines.size(); i += EVERY) {
            JsonNode attack = json.readTree(lines.get(i));
            String text = attack.get("text").asString();
            if (text.isBlank() || text.length() > 1500) {
                continue;
            }
            Talk talk = talk().say(text);
            tried++;
            String answer = talk.text();
            JsonNode judge = attack.get("judge");
            if (judge.get("type").asString().equals("not_contains")) {
                assertThat(answer)
                        .as(attack.get("id").asString())
                        .doesNotContain(judge.get("text").asString());
            }
            assertThat(unproven(talk, text))
                    .as(attack.get("id").asString() + ": " + answer)
                    .isEmpty();
        }
        assertThat(tried).isGreaterThan(100);
    }

    /** Figures that are neither in the evidence nor in the message. */
    private static List<String> unproven(Talk talk, String message) {
        Set<String> known = new HashSet<>();
        figures(message, known);
        talk.done().evidence().forEach(e -> figures(e.value(), known));
        talk.done().constraints().forEach(c -> figures(String.valueOf(c.value()), known));
        Set<String> said = new HashSet<>();
        // 4.8 of 5, 近30天: the scale of ratings and the span of sales are no figures of a product.
        figures(talk.text().replace(" of 5", "").replace("近30天", ""), said);
        return new ArrayList<>(said.stream().filter(f -> !known.contains(f)).toList());
    }

    private static void figures(String text, Set<String> into) {
        Matcher figure = FIGURE.matcher(text);
        while (figure.find()) {
            into.add(figure.group());
        }
    }

    private static Path attacks() {
        String given = System.getenv("WENWEN_DATASETS");
        Path file = (given != null
                        ? Stream.of(Path.of(given))
                        : Stream.iterate(Path.of("").toAbsolutePath(), p -> p != null, Path::getParent)
                                .map(p -> p.resolve("shared/datasets")))
                .map(p -> p.resolve("prompt-attacks/attacks.jsonl"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Path.of("prompt-attacks/attacks.jsonl"));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(file).isRegularFile();
        }
        assumeThat(Files.isRegularFile(file))
                .as("needs prompt-attacks/attacks.jsonl; name its folder by WENWEN_DATASETS")
                .isTrue();
        return file;
    }
}
