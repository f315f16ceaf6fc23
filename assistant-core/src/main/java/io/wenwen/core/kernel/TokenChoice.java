package io.wenwen.core.kernel;

import java.util.List;

/**
 * A token that was appended, with its probability: what {@code logprobs} of an API are made of.
 *
 * @param token its id
 * @param logprob natural logarithm of its probability among the tokens that were allowed there, before penalties and temperature;
 *     0 for a forced token
 * @param likeliest the likeliest allowed tokens there, in falling order; as many as were asked for, none beside a forced token
 */
public record TokenChoice(int token, float logprob, List<Alternative> likeliest) {

    public TokenChoice {
        likeliest = List.copyOf(likeliest);
    }

    /** A token that could have come. */
    public record Alternative(int token, float logprob) {}
}
