package io.wenwen.catalog.product;

/** Names a product (SPU) within its shop. */
public record ProductId(String value) {
    public ProductId {
        if (value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException(
                    "A product id has 1 to 128 characters; this one has " + value.length() + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
