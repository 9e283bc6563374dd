import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Verify FLAVOUR[,FLAVOUR] FILE...
 *
 * <p>One line a file and flavour, PASS, FAIL or ERROR; under it each broken clause with its count and its first place.
 * One virtual machine for all files, since starting it costs more than a page. Exit 0 only where everything passed.
 */
public final class Verify {
  /** Assertions kept to tell the first place of each broken clause; the counts are exact beyond it. */
  private static final int KEPT = 2000;

  public static void main(String[] arguments) {
    if (arguments.length < 2) {
      System.err.println("usage: Verify FLAVOUR[,FLAVOUR] FILE...");
      System.exit(2);
    }
    VeraGreenfieldFoundryProvider.initialise();
    boolean sound = true;
    for (int i = 1; i < arguments.length; i++) {
      for (String flavour : arguments[0].split(",")) {
        sound &= verify(Path.of(arguments[i]), flavour);
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private static boolean verify(Path file, String name) {
    PDFAFlavour flavour = PDFAFlavour.fromString(name);
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      System.out.println("ERROR " + name + " " + file + ": no such flavour");
      return false;
    }
    try (var bytes = Files.newInputStream(file);
        var parser = Foundries.defaultInstance().createParser(bytes, flavour);
        var validator = Foundries.defaultInstance().createValidator(flavour, KEPT, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + name + " " + file);
      findings(result).values().forEach(System.out::println);
      return result.isCompliant();
    } catch (VeraPDFException | IOException fault) {
      System.out.println("ERROR " + name + " " + file + ": " + fault.getMessage());
      return false;
    }
  }

  /** Each broken clause, in the order of the standard. */
  private static Map<String, String> findings(ValidationResult result) {
    Map<String, String> first = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      first.putIfAbsent(clause(assertion.getRuleId()), assertion.getMessage() + " at " + assertion.getLocation().getContext());
    }
    Map<String, String> lines = new TreeMap<>();
    result.getFailedChecks().forEach((rule, count) -> {
      String clause = clause(rule);
      lines.put(clause, "   " + count + " x " + clause + ": " + first.getOrDefault(clause, "").replaceAll("\\s+", " "));
    });
    return lines;
  }

  private static String clause(RuleId rule) {
    return rule.getSpecification().getId() + " " + rule.getClause() + "-" + rule.getTestNumber();
  }
}
