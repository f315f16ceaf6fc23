package io.wenwen.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Expected ids come from the {@code tokenizers} package on the same vocabulary with lower-casing on. */
class WordPieceTest {

    private static WordPiece words;

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                WordPieceTest.class.getResourceAsStream("/bge-small-zh-v1.5-q-tokenizer.json"))) {
            words = WordPiece.read(in);
        }
    }

    @Test
    void mixedScriptsAreCutAsTheReferenceCutsThem() {
        assertThat(words.encode("T恤 Nike AirMax 270 ①②㎡１２３ café ABC-12", 512))
                .containsExactly(
                        101, 162, 2614, 8702, 8523, 10014, 9282, 405, 13557, 9236, 8939, 8929, 9089, 8377, 8425, 118,
                        8110, 102);
    }

    @Test
    void trapsAreCutAsTheReferenceCutsThem() {
        assertThat(words.encode("", 512)).containsExactly(101, 102);
        assertThat(words.encode("   \u3000\t冬装\n", 512)).containsExactly(101, 1100, 6163, 102);
        assertThat(words.encode("ＡＢＣ全角\u3000空格", 512))
                .containsExactly(101, 8051, 12641, 10675, 1059, 6235, 4958, 3419, 102);
        assertThat(words.encode("\ud842\udfb7野家\ud83d\udc4d\ud83c\udffd好吃", 512))
                .containsExactly(101, 100, 7029, 2157, 100, 1962, 1391, 102);
        assertThat(words.encode("100%纯棉，不起球！", 512))
                .containsExactly(101, 8135, 110, 5283, 3469, 8024, 679, 6629, 4413, 8013, 102);
        assertThat(words.encode("a\0b\u200bc�d", 512)).containsExactly(101, 8425, 8168, 102);
        assertThat(words.encode(
                        "supercalifragilisticexpialidociousxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                        512))
                .containsExactly(101, 100, 102);
        assertThat(words.encode("İstanbul Ⅷ ǅ", 512)).containsExactly(101, 8310, 10105, 11381, 8178, 100, 100, 102);
        assertThat(words.encode("éÀ ü ñ ｱｲｳ", 512)).containsExactly(101, 9714, 163, 156, 100, 102);
        assertThat(words.encode("한국어 가방", 512))
                .containsExactly(
                        101, 303, 10928, 9877, 13454, 13479, 11953, 13463, 13472, 288, 10928, 13460, 10928, 10945, 102);
        assertThat(words.encode("iPhone15ProMax256GB【官方】", 512))
                .containsExactly(101, 8210, 8493, 10538, 10014, 8743, 8158, 9673, 523, 2135, 3175, 524, 102);
        assertThat(words.encode("2.4GHz/5GHz~3.5mm", 512))
                .containsExactly(101, 123, 119, 8340, 8686, 120, 8711, 8686, 172, 124, 119, 9394, 102);
        assertThat(words.encode("x\u2028y z_w", 512)).containsExactly(101, 166, 167, 168, 142, 165, 102);
    }

    @Test
    void aTextThatIsTooLongIsCutAndStillClosed() {
        int[] ids = words.encode("衣".repeat(2000), 512);

        assertThat(ids).hasSize(512).startsWith(101).endsWith(102);
    }

    @Test
    void aControlTokenTypedByAShopperStaysText() {
        assertThat(words.encode("[SEP]", 512))
                .doesNotContain(0)
                .hasSizeGreaterThan(3)
                .startsWith(101);
        assertThat(java.util.Arrays.stream(words.encode("[SEP]", 512))
                        .filter(id -> id == 102)
                        .count())
                .isEqualTo(1);
    }
}
