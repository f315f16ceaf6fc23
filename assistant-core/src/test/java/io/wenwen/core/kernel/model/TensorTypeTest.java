package io.wenwen.core.kernel.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class TensorTypeTest {

    @ParameterizedTest
    @EnumSource(TensorType.class)
    void everyFormatDecodesToTheBitAsTheGgufPackageDoes(TensorType type) throws IOException {
        JsonNode block = blocks().filter(b -> b.get("type").asString().equals(type.name()))
                .findFirst()
                .orElseThrow();
        byte[] encoded = Base64.getDecoder().decode(block.get("bytes").asString());
        ByteBuffer floats = ByteBuffer.wrap(
                        Base64.getDecoder().decode(block.get("floats").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] expected = new float[floats.remaining() / 4];
        floats.asFloatBuffer().get(expected);
        assertThat(type.bytes(expected.length)).isEqualTo(encoded.length);

        // Not at the start of either array: a decoder that forgets its offsets fails.
        byte[] in = new byte[encoded.length + 3];
        System.arraycopy(encoded, 0, in, 3, encoded.length);
        float[] out = new float[expected.length + 2];
        type.decode(in, 3, expected.length, out, 2);

        assertThat(out).startsWith(0, 0);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToIntBits(out[i + 2]))
                    .as("number %d of %s: %s", i, type, expected[i])
                    .isEqualTo(Float.floatToIntBits(expected[i]));
        }
    }

    @Test
    void theRecordingHoldsEveryFormat() throws IOException {
        assertThat(blocks().map(b -> b.get("type").asString()))
                .containsExactlyInAnyOrder(
                        Stream.of(TensorType.values()).map(Enum::name).toArray(String[]::new));
    }

    private static Stream<JsonNode> blocks() throws IOException {
        return Recordings.recording("blocks.json.gz").get("blocks").valueStream();
    }
}
