package io.wenwen.app.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Everything the HTTP interface refuses, with its code, status and wording; {@code %s} are the figures of the case. */
public enum Problem {
    UNREADABLE_BODY(
            HttpStatus.BAD_REQUEST,
            "请求体无法读取：不是合法的 JSON。",
            "请发送 UTF-8 编码的 JSON 对象，例如 {\"message\": \"…\"}。",
            "The body cannot be read: it is not valid JSON.",
            "Send a JSON object in UTF-8, e.g. {\"message\": \"…\"}."),
    INVALID_PARAMETER(
            HttpStatus.BAD_REQUEST,
            "参数 %s 的值不可用。",
            "请按 /v3/api-docs 中的说明修改该参数。",
            "The value of parameter %s cannot be used.",
            "Correct it as /v3/api-docs describes."),
    EMPTY_MESSAGE(
            HttpStatus.BAD_REQUEST,
            "消息是空的。",
            "请在 message 里写下想问的话。",
            "The message is empty.",
            "Put the question into \"message\"."),
    MESSAGE_TOO_LONG(
            HttpStatus.BAD_REQUEST,
            "消息有 %s 个字，最多 %s 个。",
            "请缩短后重新发送。",
            "The message has %s characters; at most %s are allowed.",
            "Shorten it and send it again."),
    BAD_IDEMPOTENCY_KEY(
            HttpStatus.BAD_REQUEST,
            "Idempotency-Key 有 %s 个字符，应为 1 到 %s 个可见的 ASCII 字符。",
            "请换一个，例如随机 UUID。",
            "The Idempotency-Key has %s characters; 1 to %s visible ASCII characters are allowed.",
            "Use another one, e.g. a random UUID."),
    KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "这个 Idempotency-Key 已经用于另一条消息。",
            "新消息请换一个新的 Idempotency-Key；重试请原样发送。",
            "This Idempotency-Key was used for a different request.",
            "Use a new key for a new message; send a retry unchanged."),
    BODY_TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "请求体超过 %s 字节的上限。",
            "请缩小请求后重新发送。",
            "The body is larger than the limit of %s bytes.",
            "Make the request smaller and send it again."),
    NO_SUCH_CONVERSATION(
            HttpStatus.NOT_FOUND,
            "没有找到这个会话。",
            "它可能属于另一个浏览器；不带 conversation 发送即可开始新会话。",
            "There is no such conversation.",
            "It may belong to another browser; leave out \"conversation\" to start a new one."),
    NO_SUCH_PRODUCT(
            HttpStatus.NOT_FOUND,
            "没有编号为 %s 的商品。",
            "请用 /api/products 查找。",
            "There is no product %s.",
            "Find one by /api/products."),
    NO_SUCH_ORDER(
            HttpStatus.NOT_FOUND,
            "没有找到这个订单。",
            "请核对订单号；只能查看在这个浏览器里下的订单。",
            "There is no such order.",
            "Check the number; only orders placed in this browser are shown."),
    ORDER_REFUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "订单没有提交：%s",
            "请调整购物车后再试。",
            "The order was not placed: %s",
            "Change the cart and try again."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "这个地址没有内容。",
            "请检查地址；接口列表见 /v3/api-docs。",
            "There is nothing at this address.",
            "Check the address; /v3/api-docs lists the interface."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "这个地址不支持 %s。",
            "请使用 Allow 头中列出的方法。",
            "This address does not support %s.",
            "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "这里不提供所要求的格式。",
            "请去掉 Accept 头，或接受 application/json、text/event-stream。",
            "The format asked for is not available here.",
            "Leave out the Accept header, or accept application/json or text/event-stream."),
    UNSUPPORTED_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "请求体的类型不受支持。",
            "请设置 Content-Type: application/json。",
            "The body's type is not supported.",
            "Set Content-Type: application/json."),
    TOO_MANY_AT_ONCE(
            HttpStatus.TOO_MANY_REQUESTS,
            "这个会话同时有 %s 个回答在进行，最多 %s 个。",
            "请等前一个回答结束，或停止它。",
            "%s answers are already running for this session; at most %s may.",
            "Wait for one to end, or stop it."),
    SHOP_BUSY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "现在提问的人太多，暂时接不下新的提问。",
            "请过几秒再试。",
            "Too many questions are being answered right now.",
            "Try again in a few seconds."),
    INDEX_NOT_READY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "商品索引正在建立，还不能查找商品。",
            "请过几秒再试；进度见 /api/status。",
            "The product index is still being built.",
            "Try again in a few seconds; /api/status shows the progress."),
    INDEX_FAILED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "商品索引没有建成，不能查找商品。",
            "请店主查看日志并运行 ./wenwen doctor。",
            "The product index could not be built.",
            "The shop's owner should read the log and run ./wenwen doctor."),
    NEED_KEY(
            HttpStatus.UNAUTHORIZED,
            "缺少有效的商家密钥。",
            "请带上 Authorization: Bearer 密钥。",
            "A valid merchant key is missing.",
            "Send Authorization: Bearer KEY."),
    NEED_LOGIN(
            HttpStatus.UNAUTHORIZED,
            "需要先以客服身份登录。",
            "请在 /login 登录。",
            "This needs an agent's login.",
            "Sign in at /login."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "没有权限，或表单已过期。",
            "请刷新页面后再试，必要时重新登录。",
            "Not permitted, or the form has expired.",
            "Reload the page and try again; sign in again if needed."),
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST,
            "请求不可用。",
            "请按 /v3/api-docs 中的说明修改。",
            "The request cannot be used.",
            "Correct it as /v3/api-docs describes."),
    NOT_STORED(
            HttpStatus.INSUFFICIENT_STORAGE,
            "商店现在存不下数据，这次请求没有被接受，编号 %s。",
            "已确认的内容都还在；请稍后重试。店主请检查磁盘空间，日志中有同一编号。",
            "The shop cannot store data right now; this request was not accepted, reference %s.",
            "What was confirmed is kept; try again later. Owner: check the disk's space, the log carries the reference."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "服务器出错了，编号 %s。",
            "请稍后重试；若仍出错，请把编号告诉店主，日志中有同一编号。",
            "The server failed, reference %s.",
            "Try again later; if it fails again, tell the shop's owner the reference, the log carries the same.");

    private final HttpStatus status;
    private final String chinese;
    private final String chineseAdvice;
    private final String english;
    private final String englishAdvice;

    Problem(HttpStatus status, String chinese, String chineseAdvice, String english, String englishAdvice) {
        this.status = status;
        this.chinese = chinese;
        this.chineseAdvice = chineseAdvice;
        this.english = english;
        this.englishAdvice = englishAdvice;
    }

    public HttpStatus status() {
        return status;
    }

    /** Lower-case, stable, for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happened and why. */
    public String detail(Locale locale, Object... figures) {
        return (inEnglish(locale) ? english : chinese).formatted(figures);
    }

    /** What to do. */
    public String advice(Locale locale) {
        return inEnglish(locale) ? englishAdvice : chineseAdvice;
    }

    /** Chinese unless English is asked for. */
    public static boolean inEnglish(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /** To be thrown where the case is found. */
    public Refusal with(Object... figures) {
        return new Refusal(this, null, figures);
    }

    /** The same, with the seconds after which a new try may succeed. */
    public Refusal retryAfter(int seconds, Object... figures) {
        return new Refusal(this, seconds, figures);
    }
}
