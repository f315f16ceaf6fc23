package io.wenwen.app.shopper;

/** A conversation belongs to the shopper who started it; the same name in another session is another conversation. */
record ConversationKey(String shopper, String conversation) {}
