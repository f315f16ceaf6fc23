package io.wenwen.core.openai;

import io.wenwen.core.kernel.TokenChoice;
import io.wenwen.core.kernel.text.Tokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tokens with their probabilities, in the two forms of the interface. */
final class TokenTexts {

    private final Tokenizer tokenizer;

    TokenTexts(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    int length(int token) {
        return tokenizer.bytes(token).length;
    }

    /** {@code logprobs.content} of a chat answer. */
    ArrayNode chat(List<TokenChoice> choices) {
        ArrayNode content = Json.array();
        for (TokenChoice choice : choices) {
            ObjectNode one = entry(choice.token(), choice.logprob());
            ArrayNode top = one.putArray("top_logprobs");
            choice.likeliest().forEach(other -> top.add(entry(other.token(), other.logprob())));
            content.add(one);
        }
        return content;
    }

    private ObjectNode entry(int token, float logprob) {
        ObjectNode entry = Json.object();
        entry.put("token", text(token));
        entry.put("logprob", logprob);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte b : tokenizer.bytes(token)) {
            bytes.add(b & 255);
        }
        return entry;
    }

    /**
     * {@code logprobs} of a plain completion.
     *
     * @param offset where the first of these tokens begins in the text, in characters
     */
    ObjectNode completion(List<TokenChoice> choices, int offset) {
        ObjectNode all = Json.object();
        ArrayNode tokens = all.putArray("tokens");
        ArrayNode logprobs = all.putArray("token_logprobs");
        ArrayNode top = all.putArray("top_logprobs");
        ArrayNode offsets = all.putArray("text_offset");
        int bytes = 0;
        byte[] whole =
                new byte[choices.stream().mapToInt(c -> length(c.token())).sum()];
        for (TokenChoice choice : choices) {
            tokens.add(text(choice.token()));
            logprobs.add(choice.logprob());
            ObjectNode others = top.addObject();
            choice.likeliest().forEach(other -> others.put(text(other.token()), other.logprob()));
            offsets.add(offset + new String(whole, 0, bytes, StandardCharsets.UTF_8).length());
            byte[] own = tokenizer.bytes(choice.token());
            System.arraycopy(own, 0, whole, bytes, own.length);
            bytes += own.length;
        }
        return all;
    }

    /** The token's text; {@code bytes:\xe4\xbd} where it is a piece of a character. */
    private String text(int token) {
        byte[] bytes = tokenizer.bytes(token);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            StringBuilder hex = new StringBuilder("bytes:");
            for (byte b : bytes) {
                hex.append(String.format(Locale.ROOT, "\\x%02x", b));
            }
            return hex.toString();
        }
    }
}
