package io.wenwen.app.shopper;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.catalog.Catalog;
import io.wenwen.catalog.price.Rule;
import io.wenwen.catalog.price.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Questions about sums over the small shop, whose freight is 8元 below 99元; every figure is worked out beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PriceTurnsTest {

    private Catalog catalog;
    private ShopperTurns turns;
    private int conversations;
    private String phone;
    private String tea;

    @BeforeAll
    void openShop(@TempDir Path folder) throws IOException {
        List<Rule> rules = RuleFile.parse("""
                {"id": "ship", "version": 1, "kind": "freight", "shops": ["demo"], "fee_fen": 800, "free_from_fen": 9900}
                {"id": "pre", "version": 1, "kind": "presale", "products": ["h5"], "price_fen": 28000, "deposit_fen": 3000, "worth_fen": 6000}
                """, "rules");
        catalog = Catalog.open(folder, null);
        catalog.load("小店", SmallShop.products(), SmallShop.promotions(), rules);
        turns = Talk.plain(catalog, SmallShop.POLICIES);
        phone = sku("h3");
        tea = catalog.products().stream()
                .filter(p -> p.leaf().contains("茶"))
                .findFirst()
                .orElseThrow()
                .skus()
                .getFirst()
                .id()
                .value();
    }

    @AfterAll
    void closeShop() {
        catalog.close();
    }

    private String sku(String product) {
        return catalog.products().stream()
                .filter(p -> p.id().value().equals(product))
                .findFirst()
                .orElseThrow()
                .skus()
                .getFirst()
                .id()
                .value();
    }

    private Talk talk() {
        return new Talk(turns, "p" + conversations++);
    }

    private Talk ask(String message, String... shown) {
        return talk().say(message, Locale.SIMPLIFIED_CHINESE, shown);
    }

    @Test
    void goodsTogetherCostTheLowestSumWithItsProof() {
        TurnEvent.Price price =
                ask("这两个一起买最低多少", phone, tea).the(TurnEvent.Price.class).orElseThrow();

        assertThat(price.basket()).extracting(TurnEvent.Bought::sku).containsExactly(phone, tea);
        assertThat(price.basket().stream().mapToLong(TurnEvent.Bought::paid).sum())
                .isEqualTo(price.pay());
        assertThat(price.proof().proven()).isTrue();
        assertThat(price.lines().stream().mapToLong(TurnEvent.PriceLine::amount).sum() + price.listPrice())
                .isEqualTo(price.pay());
    }

    @Test
    void piecesAreCountedAndTheNextTurnGoesOn() {
        Talk talk = ask("买两件一共多少钱", phone);
        // 2 × 399 = 798; 满200减30: 768; coupon 满300减25: 743.
        assertThat(talk.the(TurnEvent.Price.class).orElseThrow().pay()).isEqualTo(74300);

        talk.say("要是退一件，能退我多少");

        assertThat(talk.text()).contains("371.5元");
    }

    @Test
    void aCouponThatIsNotReachedSaysWhatIsMissing() {
        // 168, and the coupon needs 300.
        Talk talk = ask("满300减25的券能用吗", tea);

        assertThat(talk.kind()).isEqualTo("offer");
        assertThat(talk.text()).contains("还不能用", "还差");
    }

    @Test
    void aDepositIsPaidNowAndTheRestLater() {
        Talk talk = ask("双11定金怎么付", sku("h5"));

        // 280 - (60 - 30) = 250; 满200减30: 220, of it 30 now; the coupon needs 300.
        assertThat(talk.text()).contains("30元", "60元", "190元");
        assertThat(ask("双11定金怎么付", phone).text()).contains("没有定金预售");
    }
}
