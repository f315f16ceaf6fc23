package io.wenwen.core.openai;

import java.util.regex.Pattern;

/** Names of functions, as OpenAI allows them. */
final class ToolName {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolName() {}

    static String checked(Fields function, String field) {
        String name = function.requiredText(field);
        if (!ALLOWED.matcher(name).matches()) {
            throw ApiError.wrongValue(
                    function.path(field), "a function's name has 1 to 64 of the characters a-z, A-Z, 0-9, _ and -.");
        }
        return name;
    }
}
