@NullMarked
package io.wenwen.app.architecture;

import org.jspecify.annotations.NullMarked;
