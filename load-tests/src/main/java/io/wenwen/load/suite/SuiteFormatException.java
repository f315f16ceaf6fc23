package io.wenwen.load.suite;

import java.util.List;

/** A suite that does not follow its format; every problem names its file and line. */
public final class SuiteFormatException extends Exception {
    private final transient List<String> problems;

    public SuiteFormatException(List<String> problems) {
        super(problems.size() + " problem(s):\n" + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
