package io.wenwen.core.kernel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("model")
class DefaultModelFileTest {

    @Test
    void theFiguresAreThoseOfQwen25Coder() throws IOException {
        try (GgufFile file = GgufFile.open(Recordings.model())) {
            assertThat(ModelConfig.of(file))
                    .isEqualTo(new ModelConfig(
                            "qwen2",
                            "Qwen2.5 Coder 0.5B Instruct AWQ",
                            24,
                            896,
                            14,
                            2,
                            64,
                            4864,
                            151_936,
                            32_768,
                            1e6,
                            (float) 1e-6,
                            false));
        }
    }

    @Test
    void tensorsLieWhereTheGgufPackageSeesThemAndDecodeToTheSameBits() throws Exception {
        try (GgufFile file = GgufFile.open(Recordings.model())) {
            for (JsonNode recorded : Recordings.recording("blocks.json.gz").get("tensors")) {
                TensorInfo tensor = file.tensor(recorded.get("name").asString());
                assertThat(tensor.type().name()).isEqualTo(recorded.get("type").asString());
                assertThat(tensor.fileShape())
                        .isEqualTo(recorded.get("shape")
                                .valueStream()
                                .map(JsonNode::asLong)
                                .toList());
                assertThat(tensor.offset()).isEqualTo(recorded.get("offset").asLong());
                assertThat(tensor.bytes()).isEqualTo(recorded.get("bytes").asLong());
                float[] floats = file.floats(tensor, recorded.get("firstRow").asInt(), tensor.rows());
                ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(floats);
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                        .as(tensor.name())
                        .isEqualTo(recorded.get("sha256").asString());
            }
        }
    }

    @Test
    void theHashIsThePublishedOneAndItsProgressEndsAtTheEnd() throws IOException {
        List<Long> seen = new ArrayList<>();
        String hash = FileHash.sha256(Recordings.model(), (done, all) -> {
            assertThat(all).isEqualTo(491_400_064L);
            seen.add(done);
        });
        assertThat(hash).isEqualTo("1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32");
        assertThat(seen).isSorted().endsWith(491_400_064L);
    }

    @Test
    void cutInTheMiddleItIsRefusedWithTensorAndOffset(@TempDir Path folder) throws IOException {
        Path cut = folder.resolve("cut.gguf");
        try (var in = Files.newInputStream(Recordings.model());
                var out = Files.newOutputStream(cut)) {
            out.write(in.readNBytes(100_000_000));
        }
        assertThatThrownBy(() -> GgufFile.open(cut).close())
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(
                        "tensor output.weight at byte 5947776 needs 144643072 bytes but the file ends at byte 100000000");
    }

    @Test
    void anotherArchitectureIsRefusedNamingTheSupportedOnes(@TempDir Path folder) throws IOException {
        Path other = Files.write(
                folder.resolve("llama.gguf"),
                new GgufBytes()
                        .head(3, 0, 1)
                        .text("general.architecture")
                        .int32(8)
                        .text("llama")
                        .align(32)
                        .bytes());
        try (GgufFile file = GgufFile.open(other)) {
            assertThatThrownBy(() -> ModelConfig.of(file))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("architecture llama, which is not supported. Supported: qwen2");
        }
    }
}
