/**
 * Who may do what: shoppers by a signed cookie, merchants by a key, agents by a login.
 *
 * <p>A shopper never signs in; the cookie only says that two requests come from the same browser. What authorises a change
 * by cookie is guarded twice: agents' forms carry a CSRF token, and the chat accepts nothing but JSON from its own and the
 * configured origins, which a form on a foreign page cannot send.
 */
@NullMarked
package io.wenwen.app.access;

import org.jspecify.annotations.NullMarked;
