package io.wenwen.app.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wenwen.app.access.Shopper;
import io.wenwen.app.problem.Problem;
import io.wenwen.app.shopper.TurnRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The shopper's conversation over HTTP; {@code docs/events.md} describes the streams. */
@RestController
@RequestMapping("/api/chat")
@Tag(name = "chat", description = "The shopper's conversation")
class ChatController {

    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_KEY = 200;
    private static final int MOST_SHOWN = 50;
    private static final int HISTORY = 50;

    /** What a shopper's page sends; {@code locale} is {@code zh-CN} or {@code en}, else Accept-Language decides. */
    record TurnBody(
            @Nullable @Schema(example = "500元以内的防水冲锋衣", maxLength = LONGEST_MESSAGE)
            String message,

            @Nullable String conversation,
            @Nullable @Schema(example = "zh-CN") String locale,

            @Nullable @Schema(description = "SKUs on the shopper's screen, in order")
            List<String> shown) {}

    /** An event of a turn as it was sent. */
    record PastEvent(
            String event,

            @JsonRawValue @Schema(implementation = Object.class)
            String data) {}

    /** A turn as it was shown. */
    record PastTurn(String turn, String message, String status, String at, List<PastEvent> events) {}

    /** A conversation for a page that was reloaded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PastConversation(String conversation, List<PastTurn> turns, List<News> news) {}

    /** What happened after a turn was done. */
    record News(
            long id,
            String event,

            @JsonRawValue @Schema(implementation = Object.class)
            String data,

            String at) {}

    private final LiveTurns live;
    private final TurnLog log;
    private final ConversationNews news;

    ChatController(LiveTurns live, TurnLog log, ConversationNews news) {
        this.live = live;
        this.log = log;
        this.news = news;
    }

    @PostMapping(path = "/turns", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Ask; the answer is a stream of events",
            description =
                    "Events: level, cards, chips, question, text, compare, price, action, then done or error once."
                            + " Without Idempotency-Key one is made and returned in the same header. A retry with the same key and"
                            + " body returns the same answer; the same key with another body is refused with 422.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = EventStream.TYPE))
    void turn(
            @Parameter(hidden = true) Shopper shopper,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody TurnBody body,
            @Parameter(hidden = true) Locale accepted,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        if (key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > 32 && c < 127) || key.isEmpty()) {
            throw Problem.BAD_IDEMPOTENCY_KEY.with(key.length(), LONGEST_KEY);
        }
        TurnRequest request = request(shopper, body, accepted);
        LiveTurns.Opened opened = live.open(shopper, key, request, hash(request));
        response.setHeader("Idempotency-Key", key);
        response.setHeader("Wenwen-Conversation", opened.conversation());
        EventStream stream = new EventStream(response);
        LiveTurn running = opened.live();
        if (running != null) {
            running.follow(stream);
        } else {
            for (Told told : opened.replay()) {
                stream.event(told);
            }
        }
    }

    @GetMapping(path = "/conversations/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The last 50 turns of a conversation, the oldest first")
    PastConversation conversation(@Parameter(hidden = true) Shopper shopper, @PathVariable String id) {
        requireOwn(shopper, id);
        List<PastTurn> turns = log.lastTurns(id, HISTORY).stream()
                .map(t -> new PastTurn(
                        t.id(),
                        t.message(),
                        t.status().name().toLowerCase(Locale.ROOT),
                        t.startedAt().toString(),
                        t.events().stream()
                                .map(e -> new PastEvent(e.event(), e.data()))
                                .toList()))
                .toList();
        return new PastConversation(id, turns, news.last(id, HISTORY));
    }

    @GetMapping(path = "/conversations/{id}/events")
    @Operation(
            summary = "What happens in a conversation after a turn is done, as a stream that stays open",
            description =
                    "Each event carries an id; Last-Event-ID, or after on a first call, continues after it. A comment every 15 s keeps the"
                            + " connection alive.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = EventStream.TYPE))
    void events(
            @Parameter(hidden = true) Shopper shopper,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastSeen,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        requireOwn(shopper, id);
        news.follow(id, lastSeen == null ? after : lastSeen, response);
    }

    private void requireOwn(Shopper shopper, String conversation) {
        if (!log.shopperOf(conversation).equals(Optional.of(shopper.id()))) {
            throw Problem.NO_SUCH_CONVERSATION.with();
        }
    }

    private static TurnRequest request(Shopper shopper, TurnBody body, Locale accepted) {
        String message = body.message() == null ? "" : body.message().strip();
        if (message.isEmpty()) {
            throw Problem.EMPTY_MESSAGE.with();
        }
        if (message.length() > LONGEST_MESSAGE) {
            throw Problem.MESSAGE_TOO_LONG.with(message.length(), LONGEST_MESSAGE);
        }
        String conversation = body.conversation();
        if (conversation != null && conversation.length() > 40) {
            throw Problem.NO_SUCH_CONVERSATION.with();
        }
        List<String> shown = body.shown() == null ? List.of() : body.shown();
        // A JSON null in the list arrives as null here, whatever the type says.
        if (shown.size() > MOST_SHOWN
                || shown.stream().anyMatch(s -> java.util.Objects.isNull(s) || s.isBlank() || s.length() > 128)) {
            throw Problem.INVALID_PARAMETER.with("shown");
        }
        return new TurnRequest(shopper.id(), conversation, message, locale(body.locale(), accepted), shown);
    }

    private static Locale locale(@Nullable String asked, Locale accepted) {
        if (asked == null) {
            return Problem.inEnglish(accepted) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        }
        return switch (asked) {
            case "zh-CN", "zh" -> Locale.SIMPLIFIED_CHINESE;
            case "en" -> Locale.ENGLISH;
            default -> throw Problem.INVALID_PARAMETER.with("locale");
        };
    }

    private static String hash(TurnRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    String.valueOf(request.conversation()),
                    request.message(),
                    request.locale().toLanguageTag(),
                    String.join(",", request.shown()))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}
