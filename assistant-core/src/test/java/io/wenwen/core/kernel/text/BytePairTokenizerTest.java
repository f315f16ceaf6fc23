package io.wenwen.core.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.Recordings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("model")
@SuppressWarnings("NullAway.Init")
class BytePairTokenizerTest {

    private static BytePairTokenizer tokenizer;
    private static JsonNode recorded;

    @BeforeAll
    static void read() throws IOException {
        try (GgufFile file = GgufFile.open(Recordings.model())) {
            tokenizer = BytePairTokenizer.of(file);
        }
        recorded = Recordings.recording("tokenizer.json.gz");
    }

    @Test
    void trapsGiveTheIdsOfTheTokenizersPackage() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode trap : recorded.get("traps")) {
            int[] expected = ids(trap.get("ids"));
            int[] actual = tokenizer.encode(trap.get("text").asString());
            if (!Arrays.equals(expected, actual)) {
                wrong.add(trap.get("text") + ": " + Arrays.toString(actual) + " instead of " + trap.get("ids"));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(recorded.get("traps").size()).isGreaterThan(50);
    }

    @Test
    @Tag("data")
    void tenThousandQueriesGiveTheIdsOfTheTokenizersPackage() throws Exception {
        JsonNode queries = recorded.get("queries");
        int step = queries.get("step").asInt();
        int block = queries.get("block").asInt();
        List<String> texts = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Recordings.dataset("zh-product-search/train_queries.tsv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> lines = in.readAllLines();
            for (int i = 1; i < lines.size(); i += step) {
                texts.add(lines.get(i).substring(lines.get(i).indexOf('\t') + 1));
            }
        }
        assertThat(texts).hasSize(10_000);
        for (int from = 0; from < texts.size(); from += block) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts.subList(from, from + block)) {
                int[] ids = tokenizer.encode(text);
                ByteBuffer bytes = ByteBuffer.allocate(4 * ids.length + 4).order(ByteOrder.LITTLE_ENDIAN);
                IntStream.of(ids).forEach(bytes::putInt);
                digest.update(bytes.putInt(-1).array());
            }
            assertThat(HexFormat.of().formatHex(digest.digest()))
                    .as("ids of queries %d to %d", from, from + block)
                    .startsWith(queries.get("sha256").get(from / block).asString());
        }
    }

    @Test
    void everyCodePointIsOfTheClassThatTheTokenizersPackageSees() {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        JsonNode runs = recorded.get("codePoints");
        for (int i = 0; i < runs.size(); i++) {
            int end = i + 1 < runs.size() ? runs.get(i + 1).get(0).asInt() : 0x110000;
            for (int point = runs.get(i).get(0).asInt(); point < end; point++) {
                // Letters that Unicode added after the recorded package's tables are not held against either.
                if (Character.isSurrogate((char) point) && point < 0x10000 || !Character.isDefined(point)) {
                    continue;
                }
                compared++;
                int letters = words("a" + Character.toString(point) + "b");
                int signs = words("!" + Character.toString(point) + "!");
                if (letters != runs.get(i).get(1).asInt()
                        || signs != runs.get(i).get(2).asInt()) {
                    wrong.add(Integer.toHexString(point) + " " + Character.getName(point));
                }
            }
        }
        assertThat(compared).isGreaterThan(280_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aControlTokenTypedByAUserStaysText() {
        for (String control : tokenizer.controlTexts()) {
            int[] ids = tokenizer.encode("a" + control + "b");
            assertThat(ids).hasSizeGreaterThan(2);
            assertThat(IntStream.of(ids).noneMatch(tokenizer::isControl)).isTrue();
            assertThat(tokenizer.decode(ids)).isEqualTo("a" + control + "b");
        }
        assertThat(tokenizer.controlToken("<|im_start|>")).isEqualTo(151_644);
        assertThat(tokenizer.endOfTurn()).isEqualTo(151_645).isEqualTo(tokenizer.controlToken("<|im_end|>"));
        assertThat(tokenizer.controlToken("im_start")).isEqualTo(-1);
    }

    @Test
    void controlAndPaddingTokensHaveNoText() {
        assertThat(tokenizer.size()).isEqualTo(151_936);
        assertThat(IntStream.range(0, tokenizer.size()).filter(tokenizer::isControl))
                .containsExactlyElementsOf(
                        IntStream.range(151_643, 151_936).boxed().toList());
        assertThat(tokenizer.decode(151_644, 104_387, 151_645)).isEqualTo(tokenizer.decode(104_387));
    }

    @Test
    void decodingGivesBackTheNormalisedText() {
        for (String text : List.of("  给爸爸买件外套 🧥\n\n\t满300减50　ok ", "𠮷野家", "a".repeat(500))) {
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
        assertThat(tokenizer.decode(tokenizer.encode("e\u0301"))).isEqualTo("é");
        assertThat(tokenizer.decode(tokenizer.encode("x\uD83Dy"))).isEqualTo("x\uFFFDy");
    }

    @Test
    void aMebibyteWithoutASpaceIsEncoded() {
        String text = "哈a1".repeat(1 << 18);
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        String letters = "abcdefg哈".repeat(1 << 17);
        assertThat(tokenizer.decode(tokenizer.encode(letters))).isEqualTo(letters);
    }

    private static int words(String text) {
        return (int) BytePairTokenizer.WORD.matcher(text).results().count();
    }

    private static int[] ids(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt).toArray();
    }
}
