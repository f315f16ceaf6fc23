package io.wenwen.app.access;

/**
 * The browser a request comes from; conversations belong to it. Controllers take it as a parameter.
 *
 * @param id random, 128 bits, base64url; says nothing about the person
 */
public record Shopper(String id) {}
