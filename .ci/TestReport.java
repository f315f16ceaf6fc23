import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Counts all tests of a run from their JUnit XML and says why each skipped one was skipped. With CI=true a skipped test
 * that is tagged model, browser or data counts as failed: there, what it needs has to be there.
 *
 * <p>{@code java TestReport.java ROOT BUILD_EXIT_CODE [--json]}
 */
class TestReport {

    private static final Pattern NEEDS = Pattern.compile("@Tag\\(\"(model|browser|data)\"\\)");

    private final Path root;
    private final boolean ci = "true".equals(System.getenv("CI"));
    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    TestReport(Path root) {
        this.root = root;
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        TestReport report = new TestReport(Path.of(arguments[0]));
        boolean built = arguments[1].equals("0");
        report.read();
        if (!report.skipped.isEmpty()) {
            out.println("Skipped:");
            report.skipped.forEach(s -> out.println("  · " + s));
        }
        if (!report.failed.isEmpty()) {
            out.println("Failed:");
            report.failed.forEach(s -> out.println("  ✗ " + s));
        }
        boolean none = report.passed + report.failed.size() == 0;
        if (!built || none) {
            out.println(none ? "✗ No test ran: see the build's messages above." : "✗ The build ended with an error, see above.");
        }
        String line = report.passed + " passed, " + report.failed.size() + " failed, " + report.skipped.size() + " skipped";
        out.println(line);
        boolean good = built && !none && report.failed.isEmpty();
        if (arguments.length > 2 && arguments[2].equals("--json")) {
            out.println("{\"passed\":" + report.passed + ",\"failed\":" + report.failed.size() + ",\"skipped\":"
                    + report.skipped.size() + ",\"green\":" + good + "}");
        }
        System.exit(good ? 0 : 1);
    }

    private void read() throws Exception {
        List<Path> files;
        try (Stream<Path> modules = Files.list(root)) {
            files = modules.map(m -> m.resolve("target/surefire-reports"))
                    .filter(Files::isDirectory)
                    .flatMap(TestReport::reports)
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                count((Element) cases.item(i));
            }
        }
    }

    private static Stream<Path> reports(Path folder) {
        try {
            return Files.list(folder).filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void count(Element test) throws IOException {
        String type = test.getAttribute("classname");
        String name = type + " " + test.getAttribute("name");
        Element skip = child(test, "skipped");
        Element trouble = child(test, "failure") != null ? child(test, "failure") : child(test, "error");
        if (trouble != null) {
            failed.add(name + ": " + firstLine(trouble));
        } else if (skip == null) {
            passed++;
        } else if (ci && needsWhatCiHas(type, test.getAttribute("name"))) {
            failed.add(name + ": skipped although CI=true: " + firstLine(skip));
        } else {
            skipped.add(name + ": " + firstLine(skip));
        }
    }

    /** The tags are in the source: before the class, or right before the method. The page's tests all need the browser. */
    private boolean needsWhatCiHas(String type, String method) throws IOException {
        String file = type.replaceAll("\\$.*", "").replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.toList()) {
                Path source = module.resolve("src/test/java").resolve(file);
                if (Files.isRegularFile(source)) {
                    return tagged(Files.readString(source), method.replaceAll("[({\\[ ].*", ""));
                }
            }
        }
        return true;
    }

    private static boolean tagged(String source, String method) {
        int type = source.indexOf("\nclass ") < 0 ? source.indexOf(" class ") : source.indexOf("\nclass ");
        if (type > 0 && NEEDS.matcher(source.substring(0, type)).find()) {
            return true;
        }
        Matcher declaration = Pattern.compile("\\s" + Pattern.quote(method) + "\\(").matcher(source);
        if (method.isEmpty() || !declaration.find()) {
            return NEEDS.matcher(source).find();
        }
        int end = declaration.start();
        int begin = Math.max(source.lastIndexOf("}\n", end), 0);
        return NEEDS.matcher(source.substring(begin, end)).find();
    }

    private static Element child(Element parent, String name) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e && e.getTagName().equals(name)) {
                return e;
            }
        }
        return null;
    }

    private static String firstLine(Element e) {
        String text = e.hasAttribute("message") ? e.getAttribute("message") : e.getTextContent();
        String line = text.strip().lines().findFirst().orElse("no reason given");
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
