package io.nexushive.translator.parser.frame;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.schema.ValueHit;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Expr.TimeUnit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a question asks for, as far as it has been read. Grows while the rules read on. */
public final class Frame {
  public final List<Item> items = new ArrayList<>();
  public final List<Filter> filters = new ArrayList<>();
  public final List<Key> groups = new ArrayList<>();
  public final List<Sort> sorts = new ArrayList<>();
  public final Set<Table> tables = new LinkedHashSet<>();
  public final Set<Table> headTables = new LinkedHashSet<>();

  /** Tables that a clause speaks of: "who took appointments". */
  public final Set<Table> clauseTables = new LinkedHashSet<>();

  public final List<String> assumptions = new ArrayList<>();
  public final List<String> unknown = new ArrayList<>();
  public Superlative superlative;
  public TimeUnit bucket;
  public Table subject;
  public Integer limit;
  public boolean distinct;
  public boolean trend;
  public boolean asksWho;
  public boolean asksRows;
  public boolean asksWhere;

  /** Whether group keys are shown though nothing else says so. */
  public boolean showsGroups = true;

  public double penalty;

  /** The same, without some of its tests. */
  public Frame without(java.util.Collection<Filter> others) {
    Frame copy = new Frame();
    copy.items.addAll(items);
    filters.stream().filter(f -> !others.contains(f)).forEach(copy.filters::add);
    copy.groups.addAll(groups);
    copy.tables.addAll(tables);
    copy.subject = subject;
    copy.distinct = distinct;
    return copy;
  }

  /** Something to show. {@code slot} is absent where rows are counted. */
  public static final class Item {
    public Aggregate aggregate;
    public Slot slot;
    public Table counted;
    public Metric metric;
    public boolean distinct;
    public boolean whole;

    /** Whether the question says how many, and a number column would do as well. */
    public boolean howMany;

    /** The column that the same words may name instead of a table. */
    public Slot asColumn;

    public boolean aggregated() {
      return aggregate != null || metric != null;
    }

    @Override
    public String toString() {
      return (aggregate == null ? "" : aggregate + " ")
          + (distinct ? "distinct " : "")
          + (slot != null
              ? slot
              : counted != null ? counted : metric != null ? metric.name() : "*");
    }
  }

  /** A group key: a column, a table's rows, or a cut date. */
  public record Key(Slot slot, Table table, TimeUnit unit) {}

  /** An order key. */
  public record Sort(
      Slot slot, Aggregate aggregate, Table counted, Metric metric, boolean descending) {}

  /** The most, the least, the top few. */
  public static final class Superlative {
    public boolean descending = true;
    public int limit = 1;
    public Slot by;
    public Aggregate aggregate;
    public Table counted;
    public boolean countRows;
    public Metric metric;

    /** The kind of thing that is singled out, where the question names it. */
    public Table target;

    /** The column whose values are singled out, as in the most common type. */
    public Slot value;

    public boolean inBody;
    public String adjective;

    @Override
    public String toString() {
      return "super("
          + (descending ? "max " : "min ")
          + limit
          + " by="
          + by
          + " agg="
          + aggregate
          + " counted="
          + counted
          + " rows="
          + countRows
          + " target="
          + target
          + " value="
          + value
          + ")";
    }
  }

  /** A test on rows or groups. {@code or} joins it to the one before. */
  public static final class Filter {
    public enum Kind {
      COMPARE,
      VALUE,
      LIKE,
      NULL,
      PERIOD,
      EXISTS,
      COUNT,
      AGGREGATE,
      IN_TOP,
      RELATED,
      AMONG
    }

    public final Kind kind;
    public boolean or;
    public boolean both;
    public boolean negated;

    /** Whether "and" stands before it. */
    public boolean and;

    /** Whether the denial is of ever having had something, rather than of being something. */
    public boolean never;

    public String operator = "=";
    public Slot slot;
    public Slot otherSlot;
    public Table table;
    public Object literal;
    public Object upper;
    public Aggregate aggregate;
    public Frame nested;
    public List<ValueHit> hits = List.of();
    public LocalDate from;
    public LocalDate to;
    public boolean within;

    /** An aggregate of the compared column itself, as in "whose average price". */
    public Aggregate held;

    public Relation relation;
    public int at;

    public Filter(Kind kind, int at) {
      this.kind = kind;
      this.at = at;
    }

    @Override
    public String toString() {
      return (or ? "or " : "")
          + (both ? "both " : "")
          + (negated ? "not " : "")
          + kind
          + "("
          + (slot != null ? slot : table)
          + " "
          + operator
          + " "
          + literal
          + (hits.isEmpty() ? "" : " hits " + hits.stream().map(h -> h.column() + "").toList())
          + (nested != null ? " nested " + nested : "")
          + ")";
    }
  }

  @Override
  public String toString() {
    return "Frame{items="
        + items
        + (distinct ? " distinct" : "")
        + ", filters="
        + filters
        + ", groups="
        + groups
        + ", sorts="
        + sorts
        + ", sup="
        + superlative
        + ", tables="
        + tables
        + ", limit="
        + limit
        + ", unknown="
        + unknown
        + "}";
  }
}
