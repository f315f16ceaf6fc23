package io.wenwen.load.price;

import tools.jackson.databind.node.ObjectNode;

/** The sequence of baskets that is compared: small enough to enumerate, one in fifty of them wrong. */
final class Baskets {

    private static final int WRONG_ONE_IN = 50;

    private Baskets() {}

    static ObjectNode numbered(long seed, long number) {
        long own = seed * 1_000_000_007L + number;
        ObjectNode basket = RandomBaskets.basket(own, RandomBaskets.Size.SMALL);
        if (wrong(number)) {
            WrongBaskets.spoil(basket, own);
        }
        return basket;
    }

    static boolean wrong(long number) {
        return number % WRONG_ONE_IN == WRONG_ONE_IN - 1;
    }
}
