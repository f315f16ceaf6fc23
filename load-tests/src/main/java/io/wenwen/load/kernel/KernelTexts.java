package io.wenwen.load.kernel;

import io.wenwen.core.kernel.Message;
import io.wenwen.core.kernel.model.GgufFile;
import io.wenwen.core.kernel.text.BytePairTokenizer;
import io.wenwen.core.kernel.text.ChatTemplate;
import io.wenwen.load.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The texts that a number format is judged on: advertising copies of AdvertiseGen in chat form, and a page of the Advertising Law. */
final class KernelTexts {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int COPIES = 40;
    private static final int LAW_TOKENS = 768;

    /**
     * Tokens to read.
     *
     * @param judged how many of the last ones are predicted and judged; those before are the question
     */
    record Text(int[] tokens, int judged) {}

    private final BytePairTokenizer tokenizer;
    private final ChatTemplate template;

    KernelTexts(GgufFile file) throws IOException {
        tokenizer = BytePairTokenizer.of(file);
        template = ChatTemplate.of(file);
    }

    /** The question in chat form, then the copy. */
    List<Text> copies() throws IOException {
        List<Text> texts = new ArrayList<>();
        for (JsonNode one : advertisements(COPIES)) {
            int[] question = template.encode(List.of(question(one)), tokenizer, true);
            int[] answer = tokenizer.encode(one.path("summary").asString());
            int[] all = Arrays.copyOf(question, question.length + answer.length);
            System.arraycopy(answer, 0, all, question.length, answer.length);
            texts.add(new Text(all, answer.length));
        }
        return texts;
    }

    Text law() throws IOException {
        String law = Files.readString(DataSets.file("zh-ad-law", "laws/广告法(2021-04-29).md"));
        int[] tokens = tokenizer.encode(law.substring(law.indexOf("第一条")));
        return new Text(Arrays.copyOf(tokens, LAW_TOKENS), LAW_TOKENS - 1);
    }

    /** Requests for copy, all different. */
    static List<Message> questions(int count) throws IOException {
        return advertisements(count).stream().map(KernelTexts::question).toList();
    }

    private static Message question(JsonNode advertisement) {
        return Message.user("请根据商品属性写一段商品文案：" + advertisement.path("content").asString());
    }

    private static List<JsonNode> advertisements(int count) throws IOException {
        List<String> lines = Files.readAllLines(DataSets.file("advertisegen", "dev_shared.jsonl"));
        if (lines.size() < count) {
            throw new IOException(
                    "advertisegen/dev_shared.jsonl has " + lines.size() + " lines; " + count + " are read.");
        }
        return lines.subList(0, count).stream().map(JSON::readTree).toList();
    }
}
