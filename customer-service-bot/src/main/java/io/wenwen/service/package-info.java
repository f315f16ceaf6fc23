/**
 * Service after and around the sale. {@link io.wenwen.service.CustomerServiceBot} is the front door.
 *
 * <p>Example: {@code 我的订单W20261111000012到哪了} is answered with that order to the shopper who placed it and to nobody else;
 * {@code 转人工} makes a ticket that an agent takes at the desk and answers.
 */
@NullMarked
package io.wenwen.service;

import org.jspecify.annotations.NullMarked;
