package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Slot;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.JoinGraph;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which column a mention means, from the tables that the rest of the question is about. */
public final class Linker {
  private final Schema schema;
  private final Set<Table> named;
  private final Set<Table> settled = new LinkedHashSet<>();
  private Table base;

  Linker(Schema schema, Set<Table> named, Table base) {
    this.schema = schema;
    this.named = new LinkedHashSet<>(named);
    this.base = base;
  }

  void base(Table table) {
    base = table;
    settled.add(table);
  }

  Table base() {
    return base;
  }

  Column resolve(Slot slot) {
    if (slot.column == null) {
      slot.column =
          slot.candidates.stream()
              .max(
                  Comparator.comparingDouble(
                      (Link l) -> score(slot, (Column) l.target(), l.score())))
              .map(l -> (Column) l.target())
              .orElseThrow(() -> new NotComposed("nothing in the data is called " + slot.said));
    }
    settled.add(slot.column.table());
    return slot.column;
  }

  private double score(Slot slot, Column column, double linked) {
    return linked
        + (column.table() == slot.owner ? (linked >= slot.best() - 0.22 ? 0.5 : 0.2) : 0)
        + (slot.previous != null
                && slot.previous.column != null
                && slot.previous.column.table() == column.table()
            ? 0.12
            : 0)
        + nearness(column.table())
        - (column.isForeign() && column.table() != base ? 0.04 : 0);
  }

  private double nearness(Table table) {
    double score = 0;
    if (table == base) {
      score += 0.22;
    }
    if (named.contains(table)) {
      score += 0.14;
    }
    if (settled.contains(table)) {
      score += 0.05;
    }
    if (base != null && table != base) {
      Optional<List<Join>> path = schema.joins().path(base, table);
      score -=
          path.isEmpty()
              ? 0.6
              : 0.05 * path.get().size() + (JoinGraph.single(base, path.get()) ? 0 : 0.02);
    }
    return score;
  }

  /** Whether the column holds keys of the base, so that a value of it would only name the base. */
  private boolean pointsAtBase(Column column) {
    return column.isForeign()
        && column.table() != base
        && schema.joins().of(column.table()).stream()
            .anyMatch(
                j ->
                    j.child() == column.table() && j.parent() == base && j.from().contains(column));
  }

  /** The column in which the value is meant. */
  ValueHit choose(List<ValueHit> hits, Slot slot, Table table, boolean within) {
    return hits.stream()
        .max(
            Comparator.comparingDouble(
                h ->
                    h.score()
                        + nearness(h.column().table())
                        + (table != null && h.column().table() == table ? 0.6 : 0)
                        + (slot != null && slot.canBe(c -> c == h.column()) ? 0.7 : 0)
                        + (h.column().table().labels().contains(h.column()) ? 0.06 : 0)
                        - (h.column().isForeign() ? 0.03 : 0)
                        - (pointsAtBase(h.column()) ? 0.8 : 0)
                        - (within
                                && h.column().table() == base
                                && base.labels().contains(h.column())
                                && !h.column().isForeign()
                                && hits.size() > 1
                            ? 0.3
                            : 0)))
        .orElseThrow();
  }

  /** Thrown where the parts do not make a query. The message is fit to be shown. */
  public static final class NotComposed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotComposed(String message) {
      super(message, null, false, false);
    }
  }
}
