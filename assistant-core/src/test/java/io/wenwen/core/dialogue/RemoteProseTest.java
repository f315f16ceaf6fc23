package io.wenwen.core.dialogue;

import static io.wenwen.core.kernel.remote.ScriptedServer.STREAM;
import static io.wenwen.core.kernel.remote.ScriptedServer.chunk;
import static io.wenwen.core.kernel.remote.ScriptedServer.end;
import static io.wenwen.core.kernel.remote.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.wenwen.core.dialogue.Prose.Sentence.Wording;
import io.wenwen.core.kernel.remote.RemoteModel;
import io.wenwen.core.kernel.remote.RemoteOptions;
import io.wenwen.core.kernel.remote.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prose by a model on another server: whatever it says, only what passes the check is shown. */
class RemoteProseTest {

    private static final Lexicon SHOP = Lexicon.of(List.of("防水", "红色", "降噪"));
    private static final Slot NAME = Slot.name("p1", "云雀运动耳机", "catalog:p1#title");
    private static final Slot FACT = Slot.attribute("p1", "佩戴方式", "挂耳式", "挂耳朵上不易掉", "catalog:p1#佩戴方式");
    private static final Clause CLAUSE =
            new Clause.Worded(Move.ALTERNATIVE, Language.ZH, NAME, List.of(FACT), Slot.need("跑步用的耳机"));

    private static Prose write(ScriptedServer server, List<String> heard) throws InterruptedException {
        try (RemoteModel model = new RemoteModel(RemoteOptions.of(server.url(), "big", "k"))) {
            return new ProseWriter().write(model, List.of(CLAUSE), SHOP, 3, Duration.ofSeconds(60), heard::add);
        }
    }

    private static ScriptedServer saying(String text) throws Exception {
        return new ScriptedServer(out -> send(out, STREAM + chunk(text) + end("stop") + "data: [DONE]\n\n"));
    }

    @Test
    void a_sentence_that_passes_is_shown_with_its_facts_as_slots() throws Exception {
        List<String> heard = new ArrayList<>();
        try (ScriptedServer server = saying("可以看看云雀运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。")) {
            Prose prose = write(server, heard);
            assertThat(prose.sentences().getFirst().wording()).isEqualTo(Wording.MODEL);
            assertThat(prose.text()).endsWith("可以看看云雀运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。");
            assertThat(prose.slots()).containsExactly(NAME, FACT);
            assertThat(server.requests().getFirst())
                    .as("the opening is a part of the task, the words that may be used are named")
                    .contains("开头：")
                    .contains("只用这些词：");
        }
        assertThat(String.join("", heard)).contains("挂耳朵上不易掉");
    }

    @Test
    void the_opening_may_be_repeated_and_a_second_sentence_is_left_out() throws Exception {
        String opening =
                PlainProse.opening((Clause.Worded) CLAUSE, 3).getFirst().text();
        try (ScriptedServer server = saying(opening + "可以看看云雀运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。它还防水！")) {
            Prose prose = write(server, new ArrayList<>());
            assertThat(prose.text()).isEqualTo(opening + "可以看看云雀运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。");
        }
    }

    @Test
    void a_lie_is_never_heard_and_a_pattern_says_what_is_true() throws Exception {
        for (String lie : List.of(
                "可以看看云雀运动耳机，挂耳朵上不易掉，还防水。",
                "可以看看云雀运动耳机，挂耳朵上不易掉，只要一百元。",
                "可以看看云雀运动耳机，不会挂耳朵上不易掉。",
                "可以看看百灵运动耳机，挂耳朵上不易掉，我觉得挺对您的路子。",
                "<script>alert(1)</script>",
                "")) {
            List<String> heard = new ArrayList<>();
            try (ScriptedServer server = saying(lie)) {
                Prose prose = write(server, heard);
                assertThat(prose.sentences().getFirst().wording()).as(lie).isEqualTo(Wording.PLAIN);
                assertThat(prose.text()).contains("云雀运动耳机", "挂耳朵上不易掉").doesNotContain("防水", "一百", "不会", "百灵", "<");
                assertThat(String.join("", heard)).isEqualTo(prose.text());
            }
        }
    }

    @Test
    void a_server_that_fails_leaves_the_pattern() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.status(500, "", ""))) {
            Prose prose = write(server, new ArrayList<>());
            assertThat(prose.sentences().getFirst().wording()).isEqualTo(Wording.PLAIN);
            assertThat(prose.sentences().getFirst().why()).contains("FAILED");
        }
    }

    @Test
    void facts_that_look_like_personal_data_stay_here() throws Exception {
        Clause clause = new Clause.Worded(
                Move.ALTERNATIVE,
                Language.ZH,
                NAME,
                List.of(Slot.attribute("p1", "联系", "13812345678", "联系13812345678", "catalog:p1#联系")),
                null);
        try (ScriptedServer server = saying("可以看看云雀运动耳机。");
                RemoteModel model = new RemoteModel(RemoteOptions.of(server.url(), "big", "k"))) {
            Prose prose = new ProseWriter().write(model, List.of(clause), SHOP, 3, Duration.ofSeconds(60), piece -> {});
            assertThat(prose.sentences().getFirst().wording()).isEqualTo(Wording.PLAIN);
            assertThat(server.requests()).isEmpty();
        }
    }
}
