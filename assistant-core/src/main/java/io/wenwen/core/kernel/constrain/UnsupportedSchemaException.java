package io.wenwen.core.kernel.constrain;

/** Tells which keyword of a schema cannot be enforced and where it stands; nothing of a schema is ever left out in silence. */
public final class UnsupportedSchemaException extends IllegalArgumentException {

    private final String keyword;
    private final String pointer;

    /**
     * @param pointer JSON pointer of the schema that holds the keyword
     * @param keyword what cannot be enforced, e.g. {@code uniqueItems}
     * @param why the reason and what to write instead, as whole sentences
     */
    public UnsupportedSchemaException(String pointer, String keyword, String why) {
        super("JSON schema at " + (pointer.isEmpty() ? "#" : "#" + pointer) + ": " + keyword + " is not supported. "
                + why);
        this.keyword = keyword;
        this.pointer = pointer;
    }

    public String keyword() {
        return keyword;
    }

    public String pointer() {
        return pointer;
    }
}
