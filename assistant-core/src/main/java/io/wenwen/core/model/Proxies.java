package io.wenwen.core.model;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that the user's environment names, read as curl reads it: {@code HTTPS_PROXY}, {@code HTTP_PROXY},
 * {@code ALL_PROXY} and {@code NO_PROXY}, upper or lower case. The JVM's own properties ({@code https.proxyHost} …) come
 * first where they are set.
 */
public final class Proxies extends ProxySelector {

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** For every client that downloads. */
    public static ProxySelector ofThisMachine() {
        if (System.getProperty("https.proxyHost") != null
                || System.getProperty("http.proxyHost") != null
                || System.getProperty("socksProxyHost") != null) {
            return ProxySelector.getDefault();
        }
        return new Proxies(System.getenv());
    }

    /** User and password where the proxy's address holds them. */
    public static Optional<Authenticator> authenticator() {
        URI proxy = new Proxies(System.getenv()).address("https");
        if (proxy == null || proxy.getRawUserInfo() == null) {
            return Optional.empty();
        }
        String[] parts = proxy.getRawUserInfo().split(":", 2);
        String user = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
        char[] password = parts.length < 2
                ? new char[0]
                : URLDecoder.decode(parts[1], StandardCharsets.UTF_8).toCharArray();
        return Optional.of(new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY ? new PasswordAuthentication(user, password) : null;
            }
        });
    }

    @Override
    public List<Proxy> select(URI uri) {
        URI proxy = address(String.valueOf(uri.getScheme()));
        String host = uri.getHost();
        if (proxy == null || host == null || direct(host, uri.getPort())) {
            return List.of(Proxy.NO_PROXY);
        }
        int port = proxy.getPort() > 0 ? proxy.getPort() : 8080;
        return List.of(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), port)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, java.io.IOException e) {
        // The client reports it.
    }

    private @Nullable URI address(String scheme) {
        List<String> names = new ArrayList<>();
        names.add(scheme.equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY");
        names.add("ALL_PROXY");
        for (String name : names) {
            String value = variable(name);
            if (!value.isBlank()) {
                URI uri = URI.create(value.contains("://") ? value : "http://" + value);
                return uri.getHost() == null ? null : uri;
            }
        }
        return null;
    }

    private boolean direct(String host, int port) {
        String lower = host.toLowerCase(Locale.ROOT);
        for (String rule : variable("NO_PROXY").split(",")) {
            String name = rule.strip().toLowerCase(Locale.ROOT);
            if (name.equals("*") || name.equals(lower) || name.equals(lower + ":" + port)) {
                return true;
            }
            String suffix = name.startsWith("*") ? name.substring(1) : name.startsWith(".") ? name : "." + name;
            if (suffix.length() > 1 && lower.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private String variable(String name) {
        String upper = environment.get(name);
        return upper != null ? upper : environment.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }
}
