package io.nexushive.translator.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether two results say the same: the same bag of rows, in the same order where order was asked
 * for, the columns in any order. Whole numbers are compared exactly, others to six digits; a number
 * is never a text.
 */
public final class ResultMatch {
  private static final double RELATIVE = 1e-6;
  private static final double ABSOLUTE = 1e-9;
  private static final Pattern PIECE =
      Pattern.compile(
          "--[^\\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\w+|\\S", Pattern.DOTALL);

  private ResultMatch() {}

  /**
   * A result.
   *
   * @param width number of columns
   */
  record Rows(int width, List<List<Object>> rows) {}

  /** The value in a form that can be compared: one type for whole numbers, one for others. */
  static Object comparable(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float f) {
      return f.doubleValue();
    }
    return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
  }

  static boolean same(Rows gold, Rows other, boolean ordered) {
    if (gold.rows().isEmpty() && other.rows().isEmpty()) {
      return true;
    }
    return gold.width() == other.width()
        && gold.rows().size() == other.rows().size()
        && assign(gold, other, ordered, new ArrayList<>());
  }

  /** Whether the statement itself, not a query within it, says in which order rows come. */
  public static boolean isOrdered(String sql) {
    int depth = 0;
    String before = "";
    Matcher pieces = PIECE.matcher(sql);
    while (pieces.find()) {
      String piece = pieces.group().toLowerCase(java.util.Locale.ROOT);
      depth += piece.equals("(") ? 1 : piece.equals(")") ? -1 : 0;
      if (depth == 0 && piece.equals("by") && before.equals("order")) {
        return true;
      }
      before = piece;
    }
    return false;
  }

  /** Tries which column of the other result stands for each column of the gold one. */
  private static boolean assign(Rows gold, Rows other, boolean ordered, List<Integer> taken) {
    int column = taken.size();
    if (column == gold.width()) {
      return ordered || sameBag(project(gold, ascending(column)), project(other, taken));
    }
    for (int candidate = 0; candidate < gold.width(); candidate++) {
      if (!taken.contains(candidate)) {
        List<List<Object>> one = project(gold, List.of(column));
        List<List<Object>> two = project(other, List.of(candidate));
        if (ordered ? sameRows(one, two) : sameBag(one, two)) {
          taken.add(candidate);
          if (assign(gold, other, ordered, taken)) {
            return true;
          }
          taken.remove(taken.size() - 1);
        }
      }
    }
    return false;
  }

  private static List<Integer> ascending(int width) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      columns.add(i);
    }
    return columns;
  }

  private static List<List<Object>> project(Rows result, List<Integer> columns) {
    List<List<Object>> rows = new ArrayList<>(result.rows().size());
    for (List<Object> row : result.rows()) {
      List<Object> part = new ArrayList<>(columns.size());
      columns.forEach(c -> part.add(row.get(c)));
      rows.add(part);
    }
    return rows;
  }

  /** Rows are paired in sorted order; texts come first, so that rounding cannot part a pair. */
  private static boolean sameBag(List<List<Object>> one, List<List<Object>> two) {
    Comparator<List<Object>> order = ResultMatch::compareRows;
    return sameRows(one.stream().sorted(order).toList(), two.stream().sorted(order).toList());
  }

  private static int compareRows(List<Object> a, List<Object> b) {
    for (boolean numbers : new boolean[] {false, true}) {
      for (int i = 0; i < a.size(); i++) {
        int order = compare(a.get(i), b.get(i), numbers);
        if (order != 0) {
          return order;
        }
      }
    }
    return 0;
  }

  private static int compare(Object a, Object b, boolean numbers) {
    boolean bothNumbers = a instanceof Number && b instanceof Number;
    if (bothNumbers) {
      return numbers ? Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue()) : 0;
    }
    return numbers ? 0 : rank(a).compareTo(rank(b));
  }

  private static String rank(Object value) {
    return value == null ? "0" : value instanceof Number ? "1" : "2" + value;
  }

  private static boolean sameRows(List<List<Object>> one, List<List<Object>> two) {
    for (int i = 0; i < one.size(); i++) {
      for (int c = 0; c < one.get(i).size(); c++) {
        if (!sameValue(one.get(i).get(c), two.get(i).get(c))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean sameValue(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      if (a instanceof Long && b instanceof Long) {
        return a.equals(b);
      }
      double distance = Math.abs(x.doubleValue() - y.doubleValue());
      double larger = Math.max(Math.abs(x.doubleValue()), Math.abs(y.doubleValue()));
      return x.doubleValue() == y.doubleValue()
          || distance <= Math.max(RELATIVE * larger, ABSOLUTE);
    }
    return java.util.Objects.equals(a, b);
  }
}
