package io.wenwen.core.kernel.constrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.Completion;
import io.wenwen.core.kernel.GenerationRequest;
import io.wenwen.core.kernel.LanguageModel;
import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.Prompt;
import io.wenwen.core.kernel.Sampling;
import io.wenwen.core.kernel.model.Recordings;
import io.wenwen.core.kernel.onnx.EngineOptions;
import io.wenwen.core.kernel.onnx.Progress;
import io.wenwen.core.kernel.onnx.QwenModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the default model writes under a schema. */
@Tag("model")
class JsonOnModelTest {

    private static LanguageModel model;
    private static ConstraintCompiler compiler;

    @BeforeAll
    static void open() throws Exception {
        Path file = Recordings.model();
        LanguageModel opened = QwenModel.open(
                file, file.resolveSibling("../converted").normalize(), EngineOptions.DEFAULT, Progress.NONE);
        model = opened;
        compiler = new ConstraintCompiler(Objects.requireNonNull(opened.tokenizer()));
    }

    @AfterAll
    static void close() {
        if (model != null) {
            model.close();
        }
    }

    @Test
    void a_sentence_becomes_its_constraints() throws Exception {
        List<Message> messages = List.of(
                Message.system("把顾客的话读成 JSON：品类、最高价（元，没说就是 null）、颜色（想要的，没说就不写）、不要（不想要的颜色）。"),
                Message.user("一千以内的行李箱，黑的，别给我红色"),
                Message.assistant("{\"品类\":\"行李箱\",\"最高价\":1000,\"颜色\":\"黑色\",\"不要\":[\"红色\"]}"),
                Message.user("想买个水杯"),
                Message.assistant("{\"品类\":\"水杯\",\"最高价\":null,\"不要\":[]}"),
                Message.user("五百块以内的蓝牙耳机，不要白色的"));
        Completion completion = write(messages, Schemas.SHOPPER, Sampling.GREEDY);
        assertThat(completion.ending()).isEqualTo(Completion.Ending.END_OF_TURN);
        JsonNode read = Json.read(completion.text());
        assertThat(read.get("品类").asString()).contains("耳机");
        assertThat(read.get("最高价").asInt()).isEqualTo(500);
        assertThat(read.get("不要")).isEqualTo(Json.read("[\"白色\"]"));
    }

    @Test
    void even_wild_sampling_writes_valid_json() throws Exception {
        JsonNode schema = Json.read(Schemas.SHOPPER);
        for (int seed = 0; seed < 10; seed++) {
            Completion completion =
                    write(List.of(Message.user("随便写")), Schemas.SHOPPER, new Sampling(1.8, 0, 1, 1, seed));
            assertThat(completion.ending()).isEqualTo(Completion.Ending.END_OF_TURN);
            assertThat(Json.valid(Json.schema(schema), Json.read(completion.text())))
                    .as(completion.text())
                    .isTrue();
        }
    }

    private static Completion write(List<Message> messages, String schema, Sampling sampling) throws Exception {
        return model.start(new GenerationRequest(
                        new Prompt(messages, 0, ""),
                        sampling,
                        200,
                        List.of(),
                        compiler.jsonSchema(schema).start(),
                        piece -> {}))
                .await(Duration.ofMinutes(5));
    }
}
