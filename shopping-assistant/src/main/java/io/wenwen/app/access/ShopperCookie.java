package io.wenwen.app.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Knows a shopper again by a cookie {@code ID.HMAC-SHA256(ID)}, and gives one to whoever has none. */
@Component
class ShopperCookie {

    static final String NAME = "wenwen_shopper";
    private static final Duration LIFE = Duration.ofDays(180);

    private final SecretKeySpec key;
    private final boolean embeddedElsewhere;

    ShopperCookie(HomeSecrets secrets, AccessSettings settings) {
        this.key = new SecretKeySpec(secrets.cookieKey(), "HmacSHA256");
        this.embeddedElsewhere = !settings.origins().isEmpty();
    }

    /** The shopper of this request; a new one, with a cookie on the response, where the request names none that we signed. */
    Shopper of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(NAME) instanceof Shopper known) {
            return known;
        }
        Shopper shopper = read(request);
        if (shopper == null) {
            shopper = new Shopper(HomeSecrets.random(16));
            response.addHeader(
                    HttpHeaders.SET_COOKIE, cookie(shopper, request.isSecure()).toString());
        }
        request.setAttribute(NAME, shopper);
        return shopper;
    }

    private @Nullable Shopper read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME)) {
                String value = cookie.getValue();
                int dot = value.indexOf('.');
                if (dot == 22 && value.length() < 100 && signed(value.substring(0, dot), value.substring(dot + 1))) {
                    return new Shopper(value.substring(0, dot));
                }
            }
        }
        return null;
    }

    private boolean signed(String id, String signature) {
        return MessageDigest.isEqual(
                sign(id).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private ResponseCookie cookie(Shopper shopper, boolean secure) {
        // A page of another site sends our cookie only when it is SameSite=None, which browsers take over https alone.
        return ResponseCookie.from(NAME, shopper.id() + "." + sign(shopper.id()))
                .httpOnly(true)
                .secure(secure)
                .sameSite(secure && embeddedElsewhere ? "None" : "Lax")
                .path("/")
                .maxAge(LIFE)
                .build();
    }

    private String sign(String id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(id.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have.", e);
        }
    }
}
