package io.wenwen.core.openai;

import io.wenwen.core.kernel.constrain.CompiledConstraint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A refusal in the form that OpenAI's clients read: status, and {@code {"error": {message, type, param, code}}}. */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final String BAD_REQUEST = "invalid_request_error";
    private static final Duration BUSY = Duration.ofSeconds(2);
    private static final int LOADING_SECONDS = 10;

    private final int status;
    private final String type;
    private final @Nullable String param;
    private final @Nullable String code;
    private final int retryAfter;

    private ApiError(
            int status, String type, @Nullable String param, @Nullable String code, int retryAfter, String message) {
        // A refusal is an answer, not a fault: no stack trace.
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static ApiError badRequest(@Nullable String param, @Nullable String code, String message) {
        return new ApiError(400, BAD_REQUEST, param, code, 0, message);
    }

    static ApiError wrongType(String param, String expected, String found) {
        return badRequest(
                param,
                "invalid_type",
                "Invalid type for '" + param + "': expected " + expected + ", but got " + found + " instead.");
    }

    static ApiError wrongValue(String param, String message) {
        return badRequest(param, "invalid_value", "Invalid value for '" + param + "': " + message);
    }

    static ApiError missing(String param) {
        return badRequest(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
    }

    static ApiError unknown(String param) {
        return badRequest(param, "unknown_parameter", "Unknown parameter: '" + param + "'.");
    }

    /** A parameter that OpenAI knows and this server would have to disobey. */
    static ApiError unsupported(String param, String advice) {
        return badRequest(
                param,
                "unsupported_parameter",
                "Unsupported parameter: '" + param + "' is not supported with this model. " + advice);
    }

    static ApiError tooLong(String message) {
        return badRequest("messages", "context_length_exceeded", message);
    }

    static ApiError bodyTooLarge(long limit) {
        return new ApiError(
                413,
                BAD_REQUEST,
                null,
                "request_too_large",
                0,
                "The body is larger than the limit of " + limit
                        + " bytes. Send less, or raise wenwen.openai.max-body.");
    }

    /** @param offered whether a key was sent at all */
    public static ApiError key(boolean offered) {
        return offered
                ? new ApiError(
                        401,
                        BAD_REQUEST,
                        null,
                        "invalid_api_key",
                        0,
                        "Incorrect API key provided. './wenwen run' shows"
                                + " the demo key; others are set by wenwen.access.model-keys.")
                : new ApiError(
                        401,
                        BAD_REQUEST,
                        null,
                        null,
                        0,
                        "You didn't provide an API key. Send it in the header" + " 'Authorization: Bearer KEY'.");
    }

    static ApiError noSuchModel(String model) {
        return new ApiError(
                404,
                BAD_REQUEST,
                "model",
                "model_not_found",
                0,
                "The model '" + clipped(model) + "' does not exist here. GET /v1/models lists those that do.");
    }

    static ApiError noSuchAddress(String method, String path) {
        return new ApiError(
                404,
                BAD_REQUEST,
                null,
                "unknown_url",
                0,
                "Unknown request URL: " + method + " " + clipped(path)
                        + ". Known: POST /v1/chat/completions, /v1/completions, /v1/embeddings; GET /v1/models.");
    }

    static ApiError busy(String message) {
        return busy(message, BUSY);
    }

    static ApiError busy(String message, Duration retryAfter) {
        int seconds = (int) Math.clamp(retryAfter.plusMillis(999).toSeconds(), 1, 3600);
        return new ApiError(429, "requests", null, "rate_limit_exceeded", seconds, message);
    }

    static ApiError modelNotReady(String state) {
        return new ApiError(
                503,
                "server_error",
                null,
                "model_not_ready",
                LOADING_SECONDS,
                "The language model is not ready: " + state + ".");
    }

    static ApiError failed() {
        return new ApiError(
                500,
                "server_error",
                null,
                "generation_failed",
                0,
                "The generation failed; the server's log says why." + " Try again.");
    }

    static ApiError deadline(long seconds) {
        return new ApiError(
                504,
                "server_error",
                null,
                "deadline_exceeded",
                0,
                "The answer was not finished within " + seconds
                        + " s, the limit of this server. Ask for fewer tokens (max_tokens).");
    }

    /** Compiles a schema of the request; what cannot be enforced is refused by the keyword's name. */
    static CompiledConstraint schema(String param, Supplier<CompiledConstraint> compile) {
        try {
            return compile.get();
        } catch (IllegalArgumentException e) {
            throw badRequest(param, "invalid_schema", "Invalid schema in '" + param + "': " + e.getMessage());
        }
    }

    /** A value of the request, short enough for a message. */
    static String clipped(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }

    ObjectNode body() {
        ObjectNode error = Json.object();
        error.put("message", getMessage());
        error.put("type", type);
        error.put("param", param);
        error.put("code", code);
        ObjectNode body = Json.object();
        body.set("error", error);
        return body;
    }

    /** Answers a request whose response is not begun. */
    public void write(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        if (status == 401) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"wenwen\"");
        }
        if (retryAfter > 0) {
            response.setHeader("Retry-After", Integer.toString(retryAfter));
        }
        Json.write(response, body());
    }
}
