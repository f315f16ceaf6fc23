package io.wenwen.core.openai;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** What all controllers of this interface share: refusals and failures in OpenAI's form, and who asks. */
abstract class ApiController {

    private static final Logger LOG = LoggerFactory.getLogger(ApiController.class);

    @ExceptionHandler(ApiError.class)
    void refused(ApiError refusal, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // The status is said: a connection that ends in the middle is the one way left to tell.
            throw new IOException("The answer ended in the middle: " + refusal.getMessage());
        }
        refusal.write(response);
    }

    /** The cause is logged without its message, which may hold text. */
    @ExceptionHandler(RuntimeException.class)
    void failed(RuntimeException failure, HttpServletResponse response) throws IOException {
        IllegalStateException wordless =
                new IllegalStateException(failure.getClass().getName());
        wordless.setStackTrace(failure.getStackTrace());
        LOG.error("A request under /v1 failed", wordless);
        refused(ApiError.failed(), response);
    }

    /** The name of the key, by which the scheduler shares out time. */
    static String tenant(HttpServletRequest request) {
        return "api:" + request.getRemoteUser();
    }
}
