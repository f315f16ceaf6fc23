package io.wenwen.core.kernel.remote;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Why a remote server gave no whole answer, in words that may be logged: no text of prompts or answers, no key. */
final class RemoteFailure extends Exception {

    private static final long serialVersionUID = 1;
    private static final int LONGEST_BODY = 16 * 1024;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final boolean nothingDone;
    private final boolean serversFault;

    private RemoteFailure(String message, boolean nothingDone, boolean serversFault) {
        super(message, null, false, false);
        this.nothingDone = nothingDone;
        this.serversFault = serversFault;
    }

    /** A refusal; of its body only the code is read, since messages may quote the request. */
    static RemoteFailure of(int status, InputStream body) throws IOException {
        String code = "";
        try {
            JsonNode error =
                    JsonMapper.shared().readTree(body.readNBytes(LONGEST_BODY)).path("error");
            for (String field : new String[] {"code", "type"}) {
                String value = error.path(field).asString("");
                if (code.isEmpty() && CODE.matcher(value).matches()) {
                    code = value;
                }
            }
        } catch (JacksonException e) {
            // No JSON: the status alone must do.
        }
        String advice = switch (status) {
            case 401, 403 -> " Check wenwen.model.remote.key.";
            case 404 -> " Check wenwen.model.remote.url and .model.";
            case 429 -> " It has too much to do, or the account is used up.";
            default -> "";
        };
        return new RemoteFailure(
                "its server answered " + status + (code.isEmpty() ? "" : " (" + code + ")") + "." + advice,
                status == 429 || status == 503,
                status != 400 && status != 413 && status != 422);
    }

    static RemoteFailure unreachable(IOException cause) {
        return new RemoteFailure(
                "its server cannot be reached (" + cause.getClass().getSimpleName() + ").", true, true);
    }

    static RemoteFailure askedToWait(Duration wait) {
        return new RemoteFailure("its server asks to wait " + wait.toSeconds() + " s.", true, true);
    }

    static RemoteFailure brokenOff() {
        return new RemoteFailure("its answer broke off in the middle.", false, true);
    }

    static RemoteFailure inStream(String code) {
        return new RemoteFailure(
                "its answer ended in an error" + (CODE.matcher(code).matches() ? " (" + code + ")." : "."),
                false,
                true);
    }

    static RemoteFailure notUnderstood() {
        return new RemoteFailure("its server sent an event that is no JSON of a chat completion.", false, true);
    }

    static RemoteFailure tooMuch(int maxTokens) {
        return new RemoteFailure("its answer is longer than the " + maxTokens + " tokens asked for.", false, true);
    }

    /** True if asking again costs nothing that was not asked for. */
    boolean nothingDone() {
        return nothingDone;
    }

    /** False where the request was at fault: another one may do. */
    boolean serversFault() {
        return serversFault;
    }
}
