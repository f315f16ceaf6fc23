package io.wenwen.load.price.oracle;

/** So many pieces of one line that share one item price. */
record PieceRun(long price, long count) {}
