package dev.granary.tck.report;

import dev.granary.tck.Catalogue;
import dev.granary.tck.CataloguedRule;
import dev.granary.tck.Group;
import dev.granary.tck.RuleResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page that needs nothing else: rules by storages, failures in full. Each state has a sign and a word besides its
 * colour, and the colours are a blue and an orange.
 */
final class HtmlFormat implements ReportFormat {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #d0d7de; --soft: #f3f5f7;
              --good: #0b5cad; --bad: #b34700; --none: #5f6b76; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --paper: #14171a; --line: #3a424a;
              --soft: #1e2328; --good: #6cb2ff; --bad: #ff9d5c; --none: #9aa5b0; } }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; } p { margin: .25rem 0 .5rem; }
            .wide { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
            th { background: var(--soft); font-weight: 600; } td:first-child { white-space: nowrap; }
            .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; } .none { color: var(--none); }
            .state { white-space: nowrap; } small { color: var(--none); }
            pre { background: var(--soft); padding: .5rem; overflow-x: auto; white-space: pre-wrap;
              overflow-wrap: anywhere; font-size: .85rem; }
            summary { color: var(--none); font-size: .85rem; cursor: pointer; }
            dl { margin: .25rem 0 .5rem; } dt { font-weight: 600; font-size: .85rem; } dd { margin: 0 0 .25rem 1rem; }
            @media (max-width: 40rem) { body { padding: .5rem; } th, td { padding: .25rem; } }
            """;

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public String render(List<TckReport> reports) {
        String groups =
                Stream.of(Group.values()).map(group -> section(group, reports)).collect(Collectors.joining());
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>The contract of a storage</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n"
                + "<h1>The contract of a storage</h1>\n" + summary(reports) + groups + "</body>\n</html>\n";
    }

    private static String summary(List<TckReport> reports) {
        String rows = reports.stream().map(HtmlFormat::summary).collect(Collectors.joining());
        return "<div class=\"wide\"><table>\n<tr><th>storage</th><th>holds</th><th>broken</th><th>exempt</th>"
                + "<th>seconds</th><th>environment</th></tr>\n" + rows + "</table></div>\n";
    }

    private static String summary(TckReport report) {
        return "<tr><td>" + Markup.text(report.storage()) + "</td><td class=\"good\">✓ " + report.passed()
                + "</td><td class=\"" + (report.failed() > 0 ? "bad" : "none") + "\">✗ " + report.failed()
                + "</td><td class=\"none\">– " + report.exempt() + "</td><td>"
                + report.took().toSeconds()
                + "</td><td><small>" + Markup.text(report.environment().toString()) + "</small></td></tr>\n";
    }

    private static String section(Group group, List<TckReport> reports) {
        String rows = Catalogue.rules().stream()
                .filter(rule -> rule.group() == group)
                .filter(rule -> reports.stream()
                        .anyMatch(report -> report.result(rule.id()).isPresent()))
                .map(rule -> row(rule, reports))
                .collect(Collectors.joining());
        String heads = reports.stream()
                .map(report -> "<th>" + Markup.text(report.storage()) + "</th>")
                .collect(Collectors.joining());
        return rows.isEmpty()
                ? ""
                : "<h2>" + group + "</h2>\n<p>" + Markup.text(group.says()) + " <small>" + Markup.text(group.why())
                        + "</small></p>\n<div class=\"wide\"><table>\n<tr><th>rule</th><th>level</th><th>says</th>"
                        + heads
                        + "</tr>\n"
                        + rows + "</table></div>\n";
    }

    private static String row(CataloguedRule rule, List<TckReport> reports) {
        String states = reports.stream()
                .map(report -> "<td class=\"state\">"
                        + report.result(rule.id()).map(HtmlFormat::state).orElse("<span class=\"none\">not run</span>")
                        + "</td>")
                .collect(Collectors.joining());
        String failures = reports.stream()
                .flatMap(report ->
                        report.result(rule.id()).flatMap(result -> details(report.storage(), result)).stream())
                .collect(Collectors.joining());
        return "<tr id=\"" + rule.id() + "\"><td>" + rule.id() + "</td><td><small>" + rule.level()
                + "</small></td><td>" + Markup.text(rule.says()) + reasons(rule) + failures + "</td>" + states
                + "</tr>\n";
    }

    private static String reasons(CataloguedRule rule) {
        return "<details><summary>why, and where to look</summary><dl><dt>Why it matters</dt><dd>"
                + Markup.text(rule.why()) + "</dd><dt>Where it comes from</dt><dd>" + Markup.text(rule.from())
                + "</dd><dt>If it fails, look at</dt><dd>" + Markup.text(rule.look()) + "</dd></dl></details>";
    }

    private static String state(RuleResult result) {
        if (!result.passed()) {
            return "<span class=\"bad\">✗ broken</span>";
        }
        String time = " <small>" + result.took().toMillis() + " ms</small>";
        return result.exemption().isPresent()
                ? "<span class=\"none\">– exempt</span>"
                : "<span class=\"good\">✓ holds</span>" + time;
    }

    private static Optional<String> details(String storage, RuleResult result) {
        return result.failure()
                .or(result::exemption)
                .map(text -> "<pre>" + Markup.text(storage + ": " + text.strip()) + "</pre>");
    }
}
