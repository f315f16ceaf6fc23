package io.wenwen.load.check;

/** Something an answer says that the shop does not bear out; {@code sentence} is where. */
public record Finding(Kind kind, String words, String sentence) {

    /** What sort of claim is unsupported; the evaluation counts each apart. */
    public enum Kind {
        FIGURE,
        NAME,
        ATTRIBUTE,
        PROMISE
    }
}
