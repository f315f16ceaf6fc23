package io.wenwen.load.price.oracle;

import static io.wenwen.load.price.oracle.Refused.Code.BAD_RULE;
import static io.wenwen.load.price.oracle.Refused.Code.CIRCULAR;
import static io.wenwen.load.price.oracle.Refused.Code.CONTRADICTORY;
import static io.wenwen.load.price.oracle.Refused.Code.UNKNOWN_REFERENCE;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What rules say about each other: {@code after} and {@code requires} must name fitting rules and lead in no circle. */
final class References {
    private References() {}

    static void check(Map<String, Rule> rules) {
        for (Rule rule : rules.values()) {
            for (String id : rule.after()) {
                if (named(rules, id).kind().layer != rule.kind().layer) {
                    throw new Refused(BAD_RULE, "after names a rule of another layer");
                }
            }
            for (String id : rule.requires()) {
                Rule required = named(rules, id);
                if (!required.kind().isChosen() || required.kind().layer > rule.kind().layer) {
                    throw new Refused(CONTRADICTORY, "requires names a later layer or nothing that can be chosen");
                }
                if (!id.equals(rule.id()) && required.sharesGroup(rule)) {
                    throw new Refused(CONTRADICTORY, "a rule excludes what it requires");
                }
            }
        }
        noCircle(rules, Rule::after);
        noCircle(rules, Rule::requires);
    }

    private static Rule named(Map<String, Rule> rules, String id) {
        Rule rule = rules.get(id);
        if (rule == null) {
            throw new Refused(UNKNOWN_REFERENCE, "no rule " + id);
        }
        return rule;
    }

    /** Takes away, again and again, the rules that lead only to rules taken away before; a circle stays. */
    private static void noCircle(Map<String, Rule> rules, Function<Rule, Set<String>> next) {
        Map<String, Set<String>> open = new HashMap<>();
        rules.forEach((id, rule) -> {
            if (!next.apply(rule).isEmpty()) {
                open.put(id, new HashSet<>(next.apply(rule)));
            }
        });
        boolean shrunk = true;
        while (shrunk) {
            for (Set<String> targets : open.values()) {
                targets.retainAll(open.keySet());
            }
            shrunk = open.values().removeIf(Set::isEmpty);
        }
        if (!open.isEmpty()) {
            throw new Refused(CIRCULAR, "a circle among " + open.keySet());
        }
    }
}
