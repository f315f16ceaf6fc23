package io.wenwen.app.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about {@link OpenDemoShopException} instead of printing a stack trace. */
class OpenDemoShopAnalyzer extends AbstractFailureAnalyzer<OpenDemoShopException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OpenDemoShopException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Either listen on this machine only (server.address: 127.0.0.1), or set wenwen.access.demo-accounts: false"
                        + " in wenwen.yml and name your own agents and merchants under wenwen.access.",
                cause);
    }
}
