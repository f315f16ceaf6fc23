package io.wenwen.core.openai;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import tools.jackson.databind.node.ObjectNode;

/** What every piece of one answer begins with. */
record AnswerHead(String id, long created, String model, String fingerprint) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 12;

    static AnswerHead of(String prefix, ServedModels.Chat model) {
        return new AnswerHead(id(prefix), Instant.now().getEpochSecond(), model.name(), model.fingerprint());
    }

    /** A name that nothing else has. */
    static String id(String prefix) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        return prefix + HexFormat.of().formatHex(id);
    }

    /** @param object e.g. {@code chat.completion.chunk} */
    ObjectNode json(String object) {
        ObjectNode json = Json.object();
        json.put("id", id);
        json.put("object", object);
        json.put("created", created);
        json.put("model", model);
        json.put("system_fingerprint", fingerprint);
        return json;
    }
}
