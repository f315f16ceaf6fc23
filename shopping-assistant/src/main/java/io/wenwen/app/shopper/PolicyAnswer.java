package io.wenwen.app.shopper;

import io.wenwen.core.dialogue.Slot;
import io.wenwen.service.policy.Policies;
import io.wenwen.service.policy.PolicyLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers a question about the shop itself with the policy line that says so, word for word. */
final class PolicyAnswer {

    private static final int LONGEST_PIECE = 180;

    private final Turn turn;

    PolicyAnswer(Turn turn) {
        this.turn = turn;
    }

    void answer(List<Policies.Citation> citations) {
        turn.kind = Kind.POLICY;
        for (int i = 0; i < citations.size(); i++) {
            quote(citations.get(i).line(), i);
        }
        turn.chip(turn.tongue.of("转人工", "talk to a person"));
    }

    private void quote(PolicyLine line, int earlier) {
        List<Slot> slots = new ArrayList<>();
        StringBuilder marks = new StringBuilder();
        for (String piece : pieces(line.text())) {
            slots.add(new Slot(Slot.Kind.POLICY, null, "policy", piece, piece, "policy:line " + line.number()));
            marks.append("{}");
        }
        String end = line.text().matches(".*[。.!！?？；;]$") ? "" : turn.tongue.of("。", ".");
        Slot[] said = slots.toArray(Slot[]::new);
        if (earlier > 0) {
            turn.say("另外，" + marks + end, "Also: " + marks + end, said);
            return;
        }
        turn.sayOneOf(
                List.of("店铺规定：" + marks + end, "按店里的政策，" + marks + end, "关于这个，店铺写明：" + marks + end),
                List.of("The shop's policy says: " + marks + end, "From the shop's policies: " + marks + end),
                said);
    }

    /** No line answers: nothing is promised. */
    void unanswered() {
        turn.kind = Kind.POLICY;
        turn.say(
                "店铺政策里没有写到这一点，我不能替店家答应；可以转人工客服确认。",
                "The shop's policies do not mention this, so I cannot promise anything; a member of staff can check.");
        turn.send(new TurnEvent.Action("offer_handoff", Map.of()));
        turn.chip(turn.tongue.of("转人工", "talk to a person"));
    }

    /** Pieces of a slot's length, broken after a sentence or a comma where one is near. */
    static List<String> pieces(String text) {
        String line = text.replaceAll("[\\p{Cntrl}]+", " ").strip();
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < line.length() && pieces.size() < 12) {
            int to = Math.min(line.length(), from + LONGEST_PIECE);
            if (to < line.length()) {
                int cut = -1;
                for (int i = to - 1; i > from + LONGEST_PIECE / 2 && cut < 0; i--) {
                    cut = "。；;，,.!！?？ ".indexOf(line.charAt(i)) >= 0 ? i + 1 : -1;
                }
                to = cut > 0 ? cut : Character.isHighSurrogate(line.charAt(to - 1)) ? to - 1 : to;
            }
            String piece = line.substring(from, to);
            if (!piece.isBlank()) {
                pieces.add(piece);
            }
            from = to;
        }
        return pieces;
    }
}
