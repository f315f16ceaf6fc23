package io.wenwen.load.shopper;

import io.wenwen.load.suite.Gold;
import java.util.HashSet;
import java.util.Set;

/** Micro F1 of demands understood against demands labelled: exact on attribute, operator, value and unit. */
final class ConstraintScore {
    private int right;
    private int read;
    private int gold;

    void add(Set<Gold> labelled, Set<Gold> understood) {
        Set<Gold> both = new HashSet<>(labelled);
        both.retainAll(understood);
        right += both.size();
        read += understood.size();
        gold += labelled.size();
    }

    double f1() {
        return read + gold == 0 ? 1 : 2.0 * right / (read + gold);
    }
}
