package io.wenwen.copy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How much the copy says. */
public enum Tone {
    /** Five points and three sentences. */
    WARM(5, 3),
    /** Three points and one sentence. */
    CONCISE(3, 1);

    private final int points;
    private final int sentences;

    Tone(int points, int sentences) {
        this.points = points;
        this.sentences = sentences;
    }

    int points() {
        return points;
    }

    int sentences() {
        return sentences;
    }

    /** As it is written in requests and answers. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Tone> of(String label) {
        return Arrays.stream(values()).filter(t -> t.label().equals(label)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Tone::label).collect(Collectors.joining(", "));
    }
}
