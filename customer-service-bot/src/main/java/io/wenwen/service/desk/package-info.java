/**
 * The agent's desk: who waits for a person, who took the conversation, what was said.
 */
@NullMarked
package io.wenwen.service.desk;

import org.jspecify.annotations.NullMarked;
