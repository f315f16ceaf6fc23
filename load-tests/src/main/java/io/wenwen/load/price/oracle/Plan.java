package io.wenwen.load.price.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a sequence of rules must be to be a plan: section 8, sentence by sentence, on the sequence as a whole. */
final class Plan {
    private Plan() {}

    /** The rules named, in order, if the sequence meets conditions 1 to 7; whether every rule takes something off shows when it is applied. */
    static @Nullable List<Usable> of(PricedBasket basket, List<String> ids) {
        List<Usable> plan = new ArrayList<>();
        for (String id : ids) {
            Usable named = null;
            for (Usable usable : basket.chosen()) {
                if (usable.rule().id().equals(id)) {
                    named = usable;
                }
            }
            if (named == null || plan.contains(named)) {
                return null;
            }
            plan.add(named);
        }
        for (int j = 0; j < plan.size(); j++) {
            Rule later = plan.get(j).rule();
            if (!ids.containsAll(later.requires())) {
                return null;
            }
            for (int i = 0; i < j; i++) {
                Rule earlier = plan.get(i).rule();
                if (earlier.kind().layer > later.kind().layer
                        || earlier.after().contains(later.id())
                        || excludes(plan.get(i), plan.get(j))) {
                    return null;
                }
            }
        }
        long coupons =
                plan.stream().filter(usable -> usable.rule().kind().isCoupon()).count();
        Long most = basket.basket().maxCoupons();
        return most != null && coupons > most ? null : plan;
    }

    /** Conditions 5 and 6: whether two rules may never be in one plan. */
    static boolean excludes(Usable a, Usable b) {
        return a.rule().sharesGroup(b.rule())
                || (a.rule().kind().layer == b.rule().kind().layer
                        && !(a.rule().stackable() && b.rule().stackable())
                        && a.meets(b));
    }
}
