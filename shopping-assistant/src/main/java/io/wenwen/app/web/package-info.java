/**
 * What a browser or a program meets: the chat as a stream of events, the demo storefront, pictures, status.
 *
 * <p>One turn: {@link io.wenwen.app.web.ChatController} checks the request, {@link io.wenwen.app.web.LiveTurns} finds the
 * first try of a retry or starts a new turn, {@link io.wenwen.app.web.LiveTurn} hands each event to whoever listens, and
 * {@link io.wenwen.app.web.TurnLog} keeps what was said.
 */
@NullMarked
package io.wenwen.app.web;

import org.jspecify.annotations.NullMarked;
