package io.wenwen.app.web;

import io.wenwen.app.problem.Problem;
import io.wenwen.app.shopper.TurnEvent;
import io.wenwen.app.shopper.TurnRequest;
import io.wenwen.app.shopper.TurnSink;
import io.wenwen.service.CustomerServiceBot;
import io.wenwen.service.desk.Ticket;
import io.wenwen.service.order.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Words what service has to say: orders of the shopper, and that a person was asked for. Every figure is the order book's. */
final class ServiceAnswers {

    /**
     * What these answers share with the shop's others.
     *
     * @param level {@code full} while the model is ready: nothing here is missing for want of it
     */
    record Frame(String level, String catalogVersion) {}

    private ServiceAnswers() {}

    /** Sends the whole turn. */
    static void send(TurnRequest request, CustomerServiceBot.Answer answer, Frame frame, TurnSink sink) {
        boolean english = Problem.inEnglish(request.locale());
        sink.send(new TurnEvent.Level(frame.level(), null));
        switch (answer) {
            case CustomerServiceBot.Answer.Found found -> {
                List<TurnEvent.Evidence> evidence = new ArrayList<>();
                String text = found.orders().stream()
                        .map(order -> order(order, english, evidence))
                        .collect(Collectors.joining("\n"));
                end(request, "order", text, evidence, frame, sink);
            }
            case CustomerServiceBot.Answer.NoOrder none -> {
                String which = none.id().isEmpty() ? "" : " " + none.id();
                end(
                        request,
                        "order",
                        english
                                ? "No order" + which
                                        + " was found. Only orders placed in this browser can be shown here."
                                : "没有找到订单" + which + "。这里只能查看在这个浏览器里下的订单。",
                        List.of(),
                        frame,
                        sink);
            }
            case CustomerServiceBot.Answer.HandedOver over -> {
                Ticket ticket = over.ticket();
                sink.send(new TurnEvent.Action(
                        "handoff", Map.of("ticket", ticket.id(), "waiting_before", ticket.waitingBefore())));
                end(
                        request,
                        "handoff",
                        english ? "A person has been asked for and will reply here." : "已为您转人工，客服会在这里回复您。",
                        List.of(),
                        frame,
                        sink);
            }
        }
    }

    private static String order(Order order, boolean english, List<TurnEvent.Evidence> evidence) {
        String source = "order:" + order.id();
        String status = order.status().words(english);
        String pay = order.pay().toString();
        evidence.add(new TurnEvent.Evidence("order", null, null, order.id(), source));
        evidence.add(new TurnEvent.Evidence("status", null, null, status, source));
        evidence.add(new TurnEvent.Evidence("price", null, null, pay, source));
        String lines = order.lines().stream()
                .map(l -> l.title() + " × " + l.quantity())
                .collect(Collectors.joining(english ? "; " : "；"));
        return english
                ? "Order " + order.id() + ": " + status + ", " + pay + ". " + lines
                : "订单 " + order.id() + "：" + status + "，共 " + pay + "。" + lines;
    }

    /** A short answer by the shop itself, without the model. */
    static void end(
            TurnRequest request,
            String kind,
            String text,
            List<TurnEvent.Evidence> evidence,
            Frame frame,
            TurnSink sink) {
        sink.send(new TurnEvent.Text(text));
        sink.send(new TurnEvent.Done(
                String.valueOf(request.conversation()),
                UUID.randomUUID().toString(),
                kind,
                "none",
                null,
                0,
                frame.level(),
                text,
                List.of(),
                List.of(),
                List.of(),
                evidence,
                frame.catalogVersion()));
    }
}
