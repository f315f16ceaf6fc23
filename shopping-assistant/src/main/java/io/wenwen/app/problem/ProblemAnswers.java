package io.wenwen.app.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.ObjectMapper;

/** Turns refusals and failures into {@code application/problem+json}. */
@RestControllerAdvice
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class ProblemAnswers extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final int STORE_AGAIN_SECONDS = 30;

    private final ObjectMapper json;

    public ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    @ExceptionHandler(Refusal.class)
    ResponseEntity<Object> refused(Refusal refusal, WebRequest request) {
        return answer(refusal.problem(), localeOf(request), refusal.retryAfter(), refusal.figures());
    }

    @ExceptionHandler(Exception.class)
    @Nullable
    ResponseEntity<Object> failed(Exception failure, WebRequest request) throws Exception {
        if (failure instanceof IOException) {
            // The reader has gone; there is nobody to answer.
            throw failure;
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        log.error("Request failed, reference {}", reference, failure);
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            return answer(Problem.NOT_STORED, localeOf(request), STORE_AGAIN_SECONDS, reference);
        }
        return answer(Problem.INTERNAL, localeOf(request), null, reference);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure.getMostSpecificCause() instanceof Refusal refusal) {
            return refused(refusal, request);
        }
        return answer(Problem.UNREADABLE_BODY, localeOf(request), null);
    }

    @Override
    protected ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.INVALID_PARAMETER, localeOf(request), null, String.valueOf(failure.getPropertyName()));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = switch (status.value()) {
            case 404 -> Problem.NOT_FOUND;
            case 405 -> Problem.METHOD_NOT_ALLOWED;
            case 406 -> Problem.NOT_ACCEPTABLE;
            case 415 -> Problem.UNSUPPORTED_TYPE;
            default -> Problem.BAD_REQUEST;
        };
        Object figure = failure instanceof org.springframework.web.HttpRequestMethodNotSupportedException method
                ? method.getMethod()
                : "";
        ResponseEntity<Object> answer = answer(problem, localeOf(request), null, figure);
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .headers(headers)
                .body(answer.getBody());
    }

    /** Writes a problem outside of controllers, for filters and security. */
    public void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Problem problem,
            @Nullable Integer retryAfter,
            Object... figures)
            throws IOException {
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        json.writeValue(response.getOutputStream(), detail(problem, localeOf(request), retryAfter, figures));
    }

    private static Locale localeOf(WebRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? Locale.SIMPLIFIED_CHINESE : request.getLocale();
    }

    private static Locale localeOf(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? Locale.SIMPLIFIED_CHINESE : request.getLocale();
    }

    private static ResponseEntity<Object> answer(
            Problem problem, Locale locale, @Nullable Integer retryAfter, Object... figures) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(problem.status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return response.body(detail(problem, locale, retryAfter, figures));
    }

    private static ProblemDetail detail(
            Problem problem, Locale locale, @Nullable Integer retryAfter, Object... figures) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.status(), problem.detail(locale, figures));
        detail.setType(URI.create("urn:wenwen:problem:" + problem.code()));
        detail.setTitle(problem.status().getReasonPhrase());
        detail.setProperty("code", problem.code());
        detail.setProperty("advice", problem.advice(locale));
        if (retryAfter != null) {
            detail.setProperty("retry_after", retryAfter);
        }
        return detail;
    }
}
