package io.wenwen.core.kernel.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8StreamTest {

    @Test
    void aCharacterAppearsWithItsLastByteAndNeverInPieces() {
        String text = "a¢伞🌂z";
        Utf8Stream stream = new Utf8Stream();
        StringBuilder seen = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            String piece = stream.push(new byte[] {b});
            assertThat(piece).doesNotContain("\uFFFD");
            assertThat(piece.codePointCount(0, piece.length())).isLessThanOrEqualTo(1);
            seen.append(piece);
        }
        assertThat(seen).hasToString(text);
        assertThat(stream.pending()).isFalse();
        assertThat(stream.end()).isEmpty();
    }

    @Test
    void bytesThatCannotBecomeACharacterAreReplacedAndTheStreamGoesOn() {
        Utf8Stream stream = new Utf8Stream();
        assertThat(stream.push(new byte[] {(byte) 0xE4, (byte) 0xBC})).isEmpty();
        assertThat(stream.pending()).isTrue();
        assertThat(stream.push("a".getBytes(StandardCharsets.UTF_8))).isEqualTo("\uFFFDa");
        assertThat(stream.push(new byte[] {(byte) 0xFF})).isEqualTo("\uFFFD");
    }

    @Test
    void anUnfinishedCharacterAtTheEndIsReplacedOnce() {
        Utf8Stream stream = new Utf8Stream();
        stream.push(new byte[] {(byte) 0xF0, (byte) 0x9F, (byte) 0x8C});
        assertThat(stream.end()).isEqualTo("\uFFFD");
        assertThat(stream.push("好".getBytes(StandardCharsets.UTF_8))).isEqualTo("好");
    }
}
