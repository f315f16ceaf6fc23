package io.wenwen.app.access;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The agents' sign-in form. */
@RestController
@Hidden
class LoginPage {

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String login(CsrfToken csrf, HttpServletRequest request, Locale locale) {
        boolean english = io.wenwen.app.problem.Problem.inEnglish(locale);
        String notice = "";
        if (request.getParameter("error") != null) {
            notice = english ? "Name or password is wrong. Check both and try again." : "用户名或密码不对，请检查后再试。";
        } else if (request.getParameter("out") != null) {
            notice = english ? "You have signed out." : "已退出登录。";
        }
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="/shop/shop.css">
                </head>
                <body class="signin">
                <main>
                <h1>%s</h1>
                <p role="status">%s</p>
                <form method="post" action="/login">
                <input type="hidden" name="%s" value="%s">
                <label>%s <input name="username" autocomplete="username" required autofocus></label>
                <label>%s <input name="password" type="password" autocomplete="current-password" required></label>
                <button>%s</button>
                </form>
                </main>
                </body>
                </html>
                """.formatted(
                        english ? "en" : "zh-CN",
                        english ? "Agent sign-in · Wenwen" : "客服登录 · 问问",
                        english ? "Agent sign-in" : "客服登录",
                        notice,
                        HtmlUtils.htmlEscape(csrf.getParameterName()),
                        HtmlUtils.htmlEscape(csrf.getToken()),
                        english ? "Name" : "用户名",
                        english ? "Password" : "密码",
                        english ? "Sign in" : "登录");
    }
}
