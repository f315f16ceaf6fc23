package io.wenwen.service.desk;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The desk's address; the page itself is a static file beside it. */
@Controller
class DeskPage {

    @GetMapping("/desk")
    String desk() {
        return "forward:/desk/index.html";
    }
}
