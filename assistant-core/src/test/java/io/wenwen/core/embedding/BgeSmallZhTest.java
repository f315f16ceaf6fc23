package io.wenwen.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BgeSmallZhTest {

    private static BgeSmallZh embedder;

    @BeforeAll
    static void load() {
        embedder = new BgeSmallZh();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void aNeedIsNearerToWhatMeetsItThanToOtherGoods() {
        float[] need = embedder.embedQuery("冬天穿的厚外套");
        List<float[]> goods = embedder.embedPassages(List.of("加厚羽绒服女冬季保暖", "透气跑步运动鞋男", "全价成猫猫粮 10kg"));

        assertThat(dot(need, goods.get(0)))
                .isGreaterThan(dot(need, goods.get(1)) + 0.1)
                .isGreaterThan(dot(need, goods.get(2)) + 0.1);
    }

    @Test
    void vectorsHaveUnitLength() {
        float[] vector = embedder.embedPassages(List.of("降噪蓝牙耳机")).getFirst();

        assertThat(vector).hasSize(embedder.dimensions());
        assertThat(dot(vector, vector)).isBetween(0.9999, 1.0001);
    }

    @Test
    void aPassageHasTheSameVectorAloneAndInALargeBatch() {
        List<String> many = new java.util.ArrayList<>(java.util.Collections.nCopies(40, "很长的商品标题".repeat(20)));
        many.add("保温杯 500ml");

        float[] alone = embedder.embedPassages(List.of("保温杯 500ml")).getFirst();
        assertThat(embedder.embedPassages(many)).hasSize(41).last().isEqualTo(alone);
    }

    @Test
    void longAndEmptyTextsAreEmbeddedToo() {
        assertThat(embedder.embedPassages(List.of("", "好".repeat(5000))))
                .hasSize(2)
                .allMatch(v -> dot(v, v) > 0.99);
        assertThat(embedder.embedPassages(List.of())).isEmpty();
    }

    @Test
    void closingWaitsForTheTextAtHandAndRefusesTheNext() throws InterruptedException {
        BgeSmallZh own = new BgeSmallZh();
        own.embedQuery("预热");
        List<String> outcomes = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
        Thread busy = Thread.ofPlatform().start(() -> {
            try {
                while (true) {
                    own.embedQuery("很长的商品标题".repeat(20));
                    outcomes.add("vector");
                }
            } catch (IllegalStateException e) {
                outcomes.add(String.valueOf(e.getMessage()));
            }
        });
        while (outcomes.isEmpty()) {
            Thread.onSpinWait();
        }
        own.close();
        busy.join();

        assertThat(outcomes).last().isEqualTo("The embedding model is closed.");
        own.close();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
