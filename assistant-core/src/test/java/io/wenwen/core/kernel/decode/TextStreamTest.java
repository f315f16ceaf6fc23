package io.wenwen.core.kernel.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextStreamTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void aCharacterAppearsWithItsLastByte() {
        TextStream stream = new TextStream(List.of(), heard::add);
        byte[] bytes = "好👍".getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            stream.push(new byte[] {b});
        }
        stream.end();

        assertThat(heard).containsExactly("好", "👍");
    }

    @Test
    void aStopStringAcrossTokensEndsTheTextBeforeIt() {
        TextStream stream = new TextStream(List.of("。\n", "END"), heard::add);

        assertThat(push(stream, "很轻")).isFalse();
        assertThat(push(stream, "便。")).isFalse();
        assertThat(push(stream, "真E")).isFalse();
        assertThat(push(stream, "N")).isFalse();
        assertThat(push(stream, "D后")).isTrue();
        assertThat(stream.text()).isEqualTo("很轻便。真");
        assertThat(String.join("", heard)).isEqualTo("很轻便。真");
    }

    @Test
    void whatMayBeginAStopStringIsHeldBackAndSentWhenItIsNot() {
        TextStream stream = new TextStream(List.of("aab"), heard::add);

        push(stream, "aaa");
        assertThat(heard).containsExactly("a");
        push(stream, "c");
        assertThat(String.join("", heard)).isEqualTo("aaac");
        push(stream, "aa");
        stream.end();
        assertThat(stream.text()).isEqualTo("aaacaa");
    }

    private static boolean push(TextStream stream, String text) {
        return stream.push(text.getBytes(StandardCharsets.UTF_8));
    }
}
