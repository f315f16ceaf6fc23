package io.wenwen.catalog.product;

/** Names a variant that can be bought (SKU) within its shop. */
public record SkuId(String value) {
    public SkuId {
        if (value.isBlank() || value.length() > 128) {
            throw new IllegalArgumentException(
                    "A SKU id has 1 to 128 characters; this one has " + value.length() + ".");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
