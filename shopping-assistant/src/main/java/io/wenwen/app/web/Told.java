package io.wenwen.app.web;

/**
 * An event as it goes over the wire and into the log.
 *
 * @param event name on the stream
 * @param data one JSON object on one line
 */
record Told(String event, String data) {}
