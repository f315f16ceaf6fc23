package io.wenwen.core.dialogue;

/** What a clause does in an answer; chosen by code, never by the model. */
public enum Move {
    /** Names the product that meets the need best and why. */
    TOP_PICK,
    /** Names another product and what speaks for it. */
    ALTERNATIVE,
    /** Names the nearest product where none meets the whole need; the facts say what it does meet. */
    NEAREST,
    /** One selling point of a product, for the merchant's page. */
    SELLING_POINT,
    /** One sentence of a product's description, for the merchant's page. */
    DESCRIPTION
}
