package io.nexushive.executor.warehouse.databricks;

import io.nexushive.executor.warehouse.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a plan: the steps of its physical part and the tables that they read, not their conditions,
 * which hold values. The cost is the number of bytes that come out, as far as it is known.
 */
final class DatabricksPlan {
  private static final String PHYSICAL = "== Physical Plan ==";
  private static final Pattern STEP =
      Pattern.compile("^([ :]*)(?:[+:]- )?\\*?(?:\\(\\d+\\) )?([A-Za-z]+)(.*)$");
  private static final Pattern TABLE = Pattern.compile(" ((?:`?\\w+`?\\.){1,2}`?\\w+`?)\\[");
  private static final Pattern BYTES =
      Pattern.compile("Statistics\\(sizeInBytes=([0-9.E+]+) ?([KMGTPE]i)?B");
  private static final Map<String, Double> UNITS =
      Map.of("Ki", 0x1p10, "Mi", 0x1p20, "Gi", 0x1p30, "Ti", 0x1p40, "Pi", 0x1p50, "Ei", 0x1p60);

  private DatabricksPlan() {}

  static Estimate read(String plan) {
    List<String> steps = new ArrayList<>();
    int start = plan.indexOf(PHYSICAL);
    String physical = start < 0 ? "" : plan.substring(start + PHYSICAL.length());
    for (String line : physical.split("\n")) {
      if (line.startsWith("==")) {
        break;
      }
      Matcher step = STEP.matcher(line);
      if (step.matches()) {
        Matcher table = TABLE.matcher(step.group(3));
        String on = table.find() ? " on " + table.group(1) : "";
        steps.add(" ".repeat(step.group(1).length()) + step.group(2) + on);
      }
    }
    Matcher bytes = BYTES.matcher(plan);
    return new Estimate(null, bytes.find() ? bytes(bytes) : null, String.join("\n", steps));
  }

  private static Double bytes(Matcher found) {
    double unit = found.group(2) == null ? 1 : UNITS.get(found.group(2));
    return Double.parseDouble(found.group(1)) * unit;
  }
}
