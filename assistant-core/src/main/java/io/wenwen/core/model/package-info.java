/**
 * Model files: which there are, where they come from, whether they are whole, and the one that is loaded now.
 */
@NullMarked
package io.wenwen.core.model;

import org.jspecify.annotations.NullMarked;
