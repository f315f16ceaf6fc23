package io.wenwen.app.access;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** The doors of the shop: merchants' and the language model's by key, agents' by login, shoppers' open. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder();
    }

    @Bean
    UserDetailsService agents(Accounts accounts) {
        return name -> accounts.agentPasswordHash(name)
                .map(hash ->
                        User.withUsername(name).password(hash).roles("AGENT").build())
                .orElseThrow(() -> new UsernameNotFoundException("No such agent."));
    }

    @Bean
    @Order(1)
    SecurityFilterChain merchantDoor(HttpSecurity http, Accounts accounts, AccessRefusal refusal) throws Exception {
        return http.securityMatcher("/api/copy/**", "/api/copy")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .hasRole("MERCHANT"))
                .addFilterBefore(
                        new KeyFilter(accounts::merchantOf, "ROLE_MERCHANT"),
                        UsernamePasswordAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie opens this door, so no foreign page can use one.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SafeHeaders::strict)
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(refusal::needKey).accessDeniedHandler(refusal::forbidden))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain modelDoor(HttpSecurity http, Accounts accounts) throws Exception {
        return http.securityMatcher("/v1/**", "/v1", "/actuator/metrics/**", "/actuator/metrics")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .hasRole("MODEL"))
                .addFilterBefore(
                        new KeyFilter(accounts::modelKeyOf, "ROLE_MODEL"), UsernamePasswordAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie opens this door, so no foreign page can use one.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(SafeHeaders::strict)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(AccessRefusal::needModelKey))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain agentDoor(HttpSecurity http, AccessRefusal refusal) throws Exception {
        return http.securityMatcher("/desk/**", "/desk", "/api/desk/**", "/login", "/logout")
                .authorizeHttpRequests(requests -> requests.requestMatchers("/login")
                        .permitAll()
                        .dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .hasRole("AGENT"))
                .formLogin(form -> form.loginPage("/login")
                        .defaultSuccessUrl("/desk", true)
                        .permitAll())
                .logout(out -> out.logoutSuccessUrl("/login?out"))
                .headers(SafeHeaders::strict)
                .exceptionHandling(refused -> refused.defaultAuthenticationEntryPointFor(
                                refusal::needLogin,
                                request -> request.getRequestURI().startsWith("/api/"))
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                        .accessDeniedHandler(refusal::forbidden))
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain shopDoor(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Changes take JSON only, which a foreign page cannot send without CORS; see the package's Javadoc.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .cors(Customizer.withDefaults())
                .headers(SafeHeaders::shop)
                .build();
    }

    @Bean
    CorsConfigurationSource corsConfigurationSource(AccessSettings settings) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!settings.origins().isEmpty()) {
            CorsConfiguration cors = new CorsConfiguration();
            cors.setAllowedOrigins(settings.origins());
            cors.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
            cors.setAllowedHeaders(List.of("Content-Type", "Idempotency-Key", "Accept-Language", "Last-Event-ID"));
            cors.setExposedHeaders(List.of("Idempotency-Key", "Retry-After", "Wenwen-Conversation"));
            cors.setAllowCredentials(true);
            cors.setMaxAge(600L);
            for (String path : List.of(
                    "/api/chat/**", "/api/status", "/api/events", "/api/products/**", "/widget/**", "/pictures/**")) {
                source.registerCorsConfiguration(path, cors);
            }
        }
        return source;
    }
}
