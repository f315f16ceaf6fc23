package io.wenwen.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY", "http://user:secret@proxy.corp:3128",
            "http_proxy", "plain.corp:8081",
            "NO_PROXY", "localhost, .internal,mirror.example:8443, exact.example");

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/x, proxy.corp, 3128",
        "http://huggingface.co/x, plain.corp, 8081",
        "https://localhost/x, , 0",
        "https://models.internal/x, , 0",
        "https://mirror.example:8443/x, , 0",
        "https://mirror.example/x, proxy.corp, 3128",
        "https://exact.example/x, , 0",
        "https://www.exact.example/x, , 0",
        "https://notexact.example/x, proxy.corp, 3128",
    })
    void the_environment_names_proxy_and_exceptions(URI uri, String host, int port) {
        Proxy proxy = new Proxies(ENVIRONMENT).select(uri).getFirst();
        if (host == null) {
            assertThat(proxy).isEqualTo(Proxy.NO_PROXY);
        } else {
            InetSocketAddress address = (InetSocketAddress) proxy.address();
            assertThat(address.getHostString()).isEqualTo(host);
            assertThat(address.getPort()).isEqualTo(port);
        }
    }

    @Test
    void without_variables_there_is_no_proxy() {
        assertThat(new Proxies(Map.of()).select(URI.create("https://huggingface.co")))
                .containsExactly(Proxy.NO_PROXY);
    }
}
