@NullMarked
package io.wenwen.app.web;

import org.jspecify.annotations.NullMarked;
