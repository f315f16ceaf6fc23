/**
 * Chinese text as words: one folding, one dictionary and one Lucene analyzer for titles and for what shoppers type.
 */
@NullMarked
package io.wenwen.catalog.analysis;

import org.jspecify.annotations.NullMarked;
