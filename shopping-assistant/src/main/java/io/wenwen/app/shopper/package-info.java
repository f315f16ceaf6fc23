/**
 * A shopper's turn: understand, clarify, search, recommend, answer; told to the page as a stream of events.
 */
@NullMarked
package io.wenwen.app.shopper;

import org.jspecify.annotations.NullMarked;
