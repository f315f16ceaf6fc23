package io.wenwen.app.access;

import io.wenwen.app.problem.Problem;
import io.wenwen.app.problem.ProblemAnswers;
import io.wenwen.core.openai.ApiError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Words the refusals of {@link AccessConfiguration}. */
@Component
class AccessRefusal {

    private final ProblemAnswers answers;

    AccessRefusal(ProblemAnswers answers) {
        this.answers = answers;
    }

    void needKey(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"wenwen\"");
        answers.write(request, response, Problem.NEED_KEY, null);
    }

    /** In the form that the clients of {@code /v1} read. */
    static void needModelKey(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        ApiError.key(request.getHeader(HttpHeaders.AUTHORIZATION) != null).write(response);
    }

    void needLogin(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        answers.write(request, response, Problem.NEED_LOGIN, null);
    }

    void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        answers.write(request, response, Problem.FORBIDDEN, null);
    }
}
