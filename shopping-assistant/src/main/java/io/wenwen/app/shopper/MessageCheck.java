package io.wenwen.app.shopper;

import java.util.Optional;

/** Decides whether a message can be answered at all, before anything is spent on it. */
final class MessageCheck {

    /** Longest message, in UTF-16 characters; a need, a question or an order number fit many times over. */
    static final int LONGEST = 2000;

    private MessageCheck() {}

    /** What is wrong with this request; empty when it can be answered. */
    static Optional<TurnEvent.Error> refuse(TurnRequest request) {
        boolean english = request.locale().getLanguage().equals("en");
        String message = request.message();
        if (message.length() > LONGEST) {
            return error(
                    "message_too_long",
                    english
                            ? "The message has " + message.length() + " characters; at most " + LONGEST + " are read."
                            : "这条消息有 " + message.length() + " 个字符，最多能读 " + LONGEST + " 个。",
                    english ? "Say what you are looking for in a sentence or two." : "请用一两句话说说您想找什么。");
        }
        if (binary(message)) {
            return error(
                    "message_not_text",
                    english ? "The message is not readable text." : "这条消息不是可读的文字。",
                    english ? "Type your question; files and pictures cannot be read here." : "请直接输入文字，这里还不能读取文件或图片。");
        }
        if (visible(message).isBlank()) {
            return error(
                    "message_empty",
                    english ? "The message is empty." : "消息是空的。",
                    english
                            ? "Type what you are looking for, e.g. “a waterproof jacket under 500 yuan”."
                            : "请输入想找的商品或问题，例如“500元以内的防水冲锋衣”。");
        }
        if (request.conversation() != null && !request.conversation().matches("[\\p{L}\\p{N}._:\\-]{1,128}")) {
            return error(
                    "conversation_invalid",
                    english ? "The conversation's name is not valid." : "会话编号不合法。",
                    english
                            ? "Leave it out to start a new conversation, or send the one from the last answer."
                            : "不带会话编号可以开始新的会话；继续聊请带上一次回答里的编号。");
        }
        return Optional.empty();
    }

    /** The message as it is read: control and invisible characters become spaces, the rest stays word for word. */
    static String visible(String message) {
        StringBuilder text = new StringBuilder(message.length());
        message.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (type == Character.CONTROL || c == 0x3000 || type == Character.LINE_SEPARATOR) {
                text.append(' ');
            } else if (type != Character.FORMAT && c != 0xFFFD) {
                text.appendCodePoint(c);
            }
        });
        return text.toString().strip();
    }

    /** More than a few control, unassigned or replacement characters: a file, not a sentence. */
    private static boolean binary(String message) {
        long strange = message.codePoints()
                .filter(c -> c == 0xFFFD
                        || c == 0
                        || Character.getType(c) == Character.UNASSIGNED
                        || Character.getType(c) == Character.SURROGATE
                        || (Character.getType(c) == Character.CONTROL && c != '\n' && c != '\r' && c != '\t'))
                .count();
        return strange > 2 && strange * 10 > message.codePointCount(0, message.length());
    }

    private static Optional<TurnEvent.Error> error(String code, String message, String advice) {
        return Optional.of(new TurnEvent.Error(code, message, advice, null));
    }
}
