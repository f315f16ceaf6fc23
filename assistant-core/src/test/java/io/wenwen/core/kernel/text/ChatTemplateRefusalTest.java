package io.wenwen.core.kernel.text;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.model.ModelFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatTemplateRefusalTest {

    private static final String PLAIN =
            "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endfor %}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aTemplateThatPlacesEachTextOnceAndInOrderIsTaken() {
        assertThatCode(() -> template(PLAIN)).doesNotThrowAnyException();
    }

    @Test
    void aFileWithoutATemplateIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("model.gguf"), gguf("other.key", "x"));
        try (GgufFile gguf = GgufFile.open(file)) {
            assertThatThrownBy(() -> ChatTemplate.of(gguf))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("has no chat template (tokenizer.chat_template)")
                    .hasMessageContaining("instruction-tuned");
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '~', textBlock = """
            {% for m in messages %}{{ m.content | trim }};{% endfor %} ~ changes the texts of messages
            {% for m in messages %}{{ m.content }}{% if '伞' in m.content %}!{% endif %}{% endfor %} ~ changes the texts of messages
            {{ messages[0].content }} ~ does not place the text of message 1
            {% for m in messages %}{{ m.content }}{{ m.content }}{% endfor %} ~ place
            {% for m in messages %}{{ m.content } ~ Jinja says
            {% for m in messages %}{{ nosuchfunction(m.content) }}{% endfor %} ~ Jinja says
            {% if messages %}{{ messages[0].content + }}{% endif %} ~ Jinja says
            """)
    void aTemplateThatDoesAnythingElseWithTheTextsIsRefused(String jinja, String why) {
        assertThatThrownBy(() -> template(jinja))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("model.gguf: the chat template cannot be used: ")
                .hasMessageContaining(why);
    }

    private void template(String jinja) throws IOException {
        Path file = Files.write(folder.resolve("model.gguf"), gguf("tokenizer.chat_template", jinja));
        try (GgufFile gguf = GgufFile.open(file)) {
            ChatTemplate.of(gguf);
        }
    }

    /** A GGUF file of one text and no tensor. */
    private static byte[] gguf(String key, String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(le(20).putInt(3).putLong(0).putLong(1).array());
        for (String text : new String[] {key, value}) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(le(8).putLong(utf8.length).array());
            out.writeBytes(utf8);
            if (text.equals(key)) {
                out.writeBytes(le(4).putInt(8).array());
            }
        }
        return out.toByteArray();
    }

    private static ByteBuffer le(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
