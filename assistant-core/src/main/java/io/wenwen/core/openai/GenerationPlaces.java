package io.wenwen.core.openai;

import java.util.concurrent.Semaphore;

/**
 * How many generations this interface may have at once.
 *
 * @param all one permit for each
 */
record GenerationPlaces(Semaphore all) {}
