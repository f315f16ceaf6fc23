package io.wenwen.core.kernel.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryPlanTest {

    private static final QwenShape QWEN2_HALF_B = new QwenShape(24, 896, 14, 2, 64, 4864, 151_936, 32_768, 1e6f, 1e-6f);
    private static final QwenShape QWEN3_HALF_B =
            new QwenShape(28, 1024, 16, 8, 128, 3072, 151_936, 40_960, 1e6f, 1e-6f);

    @Test
    void asManyTokensAreKeptAsHalfOfTheHeapHoldsAndNoMoreThanWished() {
        EngineOptions wished = EngineOptions.DEFAULT;
        assertThat(QWEN3_HALF_B.kvBytesPerToken()).isEqualTo(229_376);
        assertThat(QWEN2_HALF_B.kvBytesPerToken()).isEqualTo(24_576);
        assertThat(MemoryPlan.fitting(QWEN2_HALF_B, wished, 1_800_000_000L)).isEqualTo(wished);
        assertThat(MemoryPlan.fitting(QWEN3_HALF_B, wished, 4_000_000_000L)).isEqualTo(wished);

        EngineOptions fitted = MemoryPlan.fitting(QWEN3_HALF_B, wished, 1_800_000_000L);
        assertThat(fitted.kvTokens())
                .isEqualTo(3920)
                .satisfies(tokens -> assertThat(tokens % KvPages.PAGE).isZero());
        assertThat(fitted)
                .isEqualTo(new EngineOptions(wished.format(), wished.maxSequences(), 3920, wished.maxQueued()));
    }

    @Test
    void tooFewTokensForATurnAreNotPlannedButRefused() {
        EngineOptions fitted = MemoryPlan.fitting(QWEN3_HALF_B, EngineOptions.DEFAULT, 300_000_000L);
        assertThat(fitted.kvTokens()).isEqualTo(2048);
        assertThatThrownBy(() ->
                        MemoryPlan.of(QWEN3_HALF_B, fitted).check("qwen3-0.6b", OptionalLong.empty(), 300_000_000L))
                .isInstanceOf(ModelTooLargeException.class)
                .hasMessageContaining("qwen3-0.6b need 0.5 GB of Java heap, but 0.3 GB is left");
        EngineOptions few = new EngineOptions(NumberFormat.W8A8, 1, 512, 1);
        assertThat(MemoryPlan.fitting(QWEN3_HALF_B, few, 1)).isEqualTo(few);
    }
}
