package io.wenwen.app.web;

import io.wenwen.app.problem.Problem;
import io.wenwen.app.problem.ProblemAnswers;
import io.wenwen.app.problem.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies above the cap: at once where the length is announced, else when the cap is reached. */
@Component
class BodyLimit extends OncePerRequestFilter {

    private final long limit;
    private final ProblemAnswers answers;

    BodyLimit(WebSettings settings, ProblemAnswers answers) {
        this.limit = settings.maxBody().toBytes();
        this.answers = answers;
    }

    /** The interface under {@code /v1} has a cap of its own. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            answers.write(request, response, Problem.BODY_TOO_LARGE, null, limit);
            return;
        }
        boolean announced = request.getContentLengthLong() >= 0;
        chain.doFilter(announced ? request : new Counted(request), response);
    }

    private final class Counted extends HttpServletRequestWrapper {

        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    count(next < 0 ? 0 : 1);
                    return next;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int got = body.read(into, offset, length);
                    count(Math.max(0, got));
                    return got;
                }

                private void count(int bytes) {
                    read += bytes;
                    if (read > limit) {
                        throw tooLarge();
                    }
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }

        private Refusal tooLarge() {
            return Problem.BODY_TOO_LARGE.with(limit);
        }
    }
}
