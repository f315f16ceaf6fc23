package io.wenwen.core.openai;

import io.wenwen.core.kernel.Sampling;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What chat and plain completions can be asked alike.
 *
 * @param sampling with the seed of the first choice; the others count on from it
 * @param maxTokens empty where the request leaves it open
 * @param includeUsage whether a stream tells the tokens at its end
 */
record GenerationOptions(
        String model,
        Sampling sampling,
        OptionalInt maxTokens,
        List<String> stop,
        int choices,
        boolean stream,
        boolean includeUsage) {

    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 200;

    static GenerationOptions of(Fields fields, int mostChoices) {
        String model = fields.requiredText("model");
        boolean stream = fields.flag("stream", false);
        long seed = fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong());
        Sampling sampling = new Sampling(
                fields.number("temperature", 0, 2).orElse(1),
                (int) Math.max(0, fields.whole("top_k", -1, Integer.MAX_VALUE).orElse(0)),
                Math.max(Double.MIN_NORMAL, fields.number("top_p", 0, 1).orElse(1)),
                Math.max(0.01, fields.number("repetition_penalty", 0, 2).orElse(1)),
                fields.number("presence_penalty", -2, 2).orElse(0),
                fields.number("frequency_penalty", -2, 2).orElse(0),
                seed);
        boolean usage = fields.object("stream_options")
                .map(options -> {
                    if (!stream) {
                        throw ApiError.badRequest(
                                "stream_options",
                                null,
                                "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
                    }
                    boolean include = options.flag("include_usage", false);
                    options.ignore("include_obfuscation");
                    options.refuseUnknown();
                    return include;
                })
                .orElse(false);
        fields.refuse("logit_bias", "{}", "Leave it out; a response_format or tools can restrict the answer.");
        fields.ignore(
                "user",
                "metadata",
                "store",
                "service_tier",
                "safety_identifier",
                "prompt_cache_key",
                "prompt_cache_retention");
        return new GenerationOptions(
                model,
                sampling,
                maxTokens(fields),
                stops(fields),
                (int) fields.whole("n", 1, mostChoices).orElse(1),
                stream,
                usage);
    }

    private static OptionalInt maxTokens(Fields fields) {
        OptionalLong old = fields.whole("max_tokens", 1, Integer.MAX_VALUE / 2);
        OptionalLong now = fields.whole("max_completion_tokens", 1, Integer.MAX_VALUE / 2);
        if (old.isPresent() && now.isPresent()) {
            throw ApiError.badRequest(
                    "max_tokens", null, "Send either 'max_tokens' or 'max_completion_tokens', not both.");
        }
        OptionalLong asked = now.isPresent() ? now : old;
        return asked.isPresent() ? OptionalInt.of((int) asked.getAsLong()) : OptionalInt.empty();
    }

    private static List<String> stops(Fields fields) {
        List<String> stops = fields.textOrTexts("stop", MOST_STOPS);
        for (String stop : stops) {
            if (stop.isEmpty() || stop.length() > LONGEST_STOP) {
                throw ApiError.wrongValue(
                        "stop", "each string has 1 to " + LONGEST_STOP + " characters; one has " + stop.length() + ".");
            }
        }
        return stops;
    }

    /** The sampling of one choice. */
    Sampling sampling(int choice) {
        return new Sampling(
                sampling.temperature(),
                sampling.topK(),
                sampling.topP(),
                sampling.repetitionPenalty(),
                sampling.presencePenalty(),
                sampling.frequencyPenalty(),
                sampling.seed() + choice);
    }
}
