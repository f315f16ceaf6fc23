package io.wenwen.app.access;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Response headers that tell browsers what our pages never do. */
final class SafeHeaders {

    /** No inline script, no foreign script, no frame; pictures also from the catalogue's own hosts. */
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: https:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    /** The API browser styles its page inline. */
    private static final String API_BROWSER_POLICY = POLICY + "; style-src 'self' 'unsafe-inline'";

    private SafeHeaders() {}

    static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(csp -> csp.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN));
    }

    static void shop(HeadersConfigurer<HttpSecurity> headers) {
        RequestMatcher apiBrowser = request -> request.getRequestURI().startsWith("/swagger-ui");
        headers.addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        apiBrowser, new StaticHeadersWriter("Content-Security-Policy", API_BROWSER_POLICY)))
                .addHeaderWriter(new DelegatingRequestMatcherHeaderWriter(
                        new NegatedRequestMatcher(apiBrowser),
                        new StaticHeadersWriter("Content-Security-Policy", POLICY)))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                // The static files say themselves how long they may be kept.
                .cacheControl(cache -> cache.disable())
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.CROSS_ORIGIN));
    }
}
