package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.constrain.NumberTexts.Bound;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberTextsTest {

    @Test
    void whole_numbers_are_those_between_the_bounds() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 120; round++) {
            int a = random.nextInt(-1500, 1500);
            int b = random.nextInt(8) == 0 ? a : a + random.nextInt(-3, 3000);
            boolean open = random.nextInt(5) == 0;
            int modulus = random.nextInt(3) == 0 ? random.nextInt(1, 40) : 1;
            CharDfa texts = NumberTexts.integers(BigInteger.valueOf(a), open ? null : BigInteger.valueOf(b), modulus);
            for (int n = -4600; n <= 4600; n++) {
                assertThat(texts.accepts(Integer.toString(n)))
                        .as("%d in %d to %s by %d", n, a, open ? "any" : b, modulus)
                        .isEqualTo(n >= a && (open || n <= b) && n % modulus == 0);
            }
            assertThat(texts.accepts("-0") || texts.accepts("007") || texts.accepts("") || texts.accepts("-"))
                    .isFalse();
        }
    }

    @Test
    void decimals_are_those_between_the_bounds() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 300; round++) {
            Bound least = random.nextInt(6) == 0 ? null : bound(random);
            Bound most = random.nextInt(6) == 0 ? null : bound(random);
            CharDfa texts = NumberTexts.decimals(least, most, 4);
            for (int i = 0; i < 400; i++) {
                Bound near = random.nextBoolean() ? least : most;
                BigDecimal value = near == null || random.nextBoolean()
                        ? BigDecimal.valueOf(random.nextInt(-30_000, 30_000), random.nextInt(4))
                        : near.value().add(BigDecimal.valueOf(random.nextInt(-2, 3), random.nextInt(4)));
                String text = value.toPlainString();
                assertThat(texts.accepts(text))
                        .as("%s between %s and %s", text, least, most)
                        .isEqualTo(above(value, least) && below(value, most));
            }
        }
    }

    private static Bound bound(SplittableRandom random) {
        return new Bound(BigDecimal.valueOf(random.nextInt(-1300, 1300), random.nextInt(3)), random.nextBoolean());
    }

    private static boolean above(BigDecimal value, @Nullable Bound least) {
        int order = least == null ? 1 : value.compareTo(least.value());
        return order > 0 || order == 0 && least != null && least.inclusive();
    }

    private static boolean below(BigDecimal value, @Nullable Bound most) {
        int order = most == null ? -1 : value.compareTo(most.value());
        return order < 0 || order == 0 && most != null && most.inclusive();
    }
}
