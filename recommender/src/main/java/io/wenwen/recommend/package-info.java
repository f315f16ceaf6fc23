/**
 * What else is worth a look, learnt from what shoppers did. {@link io.wenwen.recommend.Recommender} is the front door.
 *
 * <p>Example: forty shoppers looked at 云澈降噪耳机 and twenty-five of them went on to 听澜头戴式耳机; who looks at the first is
 * shown the second under 看了又看, with these figures as the reason.
 */
@NullMarked
package io.wenwen.recommend;

import org.jspecify.annotations.NullMarked;
