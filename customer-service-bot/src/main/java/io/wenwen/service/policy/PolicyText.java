package io.wenwen.service.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy file: one statement a line or list item, headings, and question and answer pairs. */
final class PolicyText {

    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s*(.+?)\\s*#*$");
    private static final Pattern MARK = Pattern.compile("^(?:[-*+•·]|\\d{1,3}[.)、．])\\s*");
    private static final Pattern QUESTION =
            Pattern.compile("^(?:\\*\\*)?(?:Q|q|问|Question)\\s*[:：](?:\\*\\*)?\\s*(.+)$");
    private static final Pattern ANSWER = Pattern.compile("^(?:\\*\\*)?(?:A|a|答|Answer)\\s*[:：](?:\\*\\*)?\\s*(.+)$");

    private PolicyText() {}

    static List<PolicyLine> parse(String markdown) {
        List<PolicyLine> lines = new ArrayList<>();
        String heading = "";
        @Nullable String question = null;
        boolean comment = false;
        String[] raw = markdown.split("\\R", -1);
        for (int i = 0; i < raw.length; i++) {
            String line = raw[i].strip();
            if (line.startsWith("<!--")) {
                comment = true;
            }
            if (comment) {
                comment = !line.contains("-->");
                continue;
            }
            if (line.isEmpty() || line.matches("[-=*_|: ]{3,}") || line.startsWith("```")) {
                continue;
            }
            Matcher title = HEADING.matcher(line);
            if (title.matches()) {
                heading = plain(title.group(1));
                question = null;
                continue;
            }
            line = MARK.matcher(line.startsWith("> ") ? line.substring(2).strip() : line)
                    .replaceFirst("");
            Matcher asks = QUESTION.matcher(line);
            Matcher answers = ANSWER.matcher(line);
            if (asks.matches()) {
                question = plain(asks.group(1));
            } else if (answers.matches()) {
                lines.add(new PolicyLine(i + 1, heading, question, plain(answers.group(1))));
                question = null;
            } else if (!line.isBlank()) {
                lines.add(new PolicyLine(i + 1, heading, question, plain(line)));
                question = null;
            }
        }
        return lines;
    }

    private static String plain(String text) {
        return text.replace("**", "").replace("__", "").replace("`", "").strip();
    }
}
