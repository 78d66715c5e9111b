package io.nexushive.local.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows in columns that line up; figures to the right. */
final class TextTable {
  private static final int WIDEST = 40;

  private TextTable() {}

  static String of(List<String> header, List<List<String>> rows) {
    List<List<String>> cut =
        rows.stream().map(r -> r.stream().map(TextTable::cut).toList()).toList();
    int[] widths = new int[header.size()];
    boolean[] right = new boolean[header.size()];
    for (int c = 0; c < widths.length; c++) {
      int column = c;
      widths[c] =
          Math.max(
              cut(header.get(c)).length(),
              cut.stream().mapToInt(r -> r.get(column).length()).max().orElse(0));
      right[c] =
          !cut.isEmpty() && cut.stream().allMatch(r -> r.get(column).matches("-?[0-9][0-9.,]*|-|"));
    }
    StringBuilder out = new StringBuilder();
    append(out, header.stream().map(TextTable::cut).toList(), widths, right);
    append(
        out,
        IntStream.of(widths).mapToObj("-"::repeat).toList(),
        widths,
        new boolean[widths.length]);
    cut.forEach(row -> append(out, row, widths, right));
    return out.toString();
  }

  private static void append(StringBuilder out, List<String> row, int[] widths, boolean[] right) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      String space = " ".repeat(widths[c] - row.get(c).length());
      cells.add(right[c] ? space + row.get(c) : row.get(c) + space);
    }
    out.append(String.join("  ", cells).stripTrailing()).append('\n');
  }

  /** A cell is one line, whatever is in it. */
  private static String cut(String cell) {
    String line = cell.replaceAll("\\p{Cntrl}", " ");
    return line.length() > WIDEST ? line.substring(0, WIDEST - 1) + "…" : line;
  }
}
