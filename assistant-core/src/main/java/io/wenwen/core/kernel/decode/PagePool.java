package io.wenwen.core.kernel.decode;

/** The free pages of keys and values. Not thread-safe; the engine's thread owns it. */
final class PagePool {

    private final int[] free;
    private int count;

    PagePool(int pages) {
        free = new int[pages];
        for (int i = 0; i < pages; i++) {
            free[i] = pages - 1 - i;
        }
        count = pages;
    }

    int free() {
        return count;
    }

    int take() {
        if (count == 0) {
            throw new IllegalStateException("No free page; admission promised one.");
        }
        return free[--count];
    }

    void give(int page) {
        if (count == free.length) {
            throw new IllegalStateException("Page " + page + " was given back twice.");
        }
        free[count++] = page;
    }
}
