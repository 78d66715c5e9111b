package io.nexushive.translator.parser;

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
final class Frame {
  final List<Item> items = new ArrayList<>();
  final List<Filter> filters = new ArrayList<>();
  final List<Key> groups = new ArrayList<>();
  final List<Sort> sorts = new ArrayList<>();
  final Set<Table> tables = new LinkedHashSet<>();
  final Set<Table> headTables = new LinkedHashSet<>();

  /** Tables that a clause speaks of: "who took appointments". */
  final Set<Table> clauseTables = new LinkedHashSet<>();

  final List<String> assumptions = new ArrayList<>();
  final List<String> unknown = new ArrayList<>();
  Superlative superlative;
  TimeUnit bucket;
  Table subject;
  Integer limit;
  boolean distinct;
  boolean trend;
  boolean asksWho;
  boolean asksRows;
  boolean asksWhere;

  /** Whether group keys are shown though nothing else says so. */
  boolean showsGroups = true;

  double penalty;

  /** The same, without some of its tests. */
  Frame without(java.util.Collection<Filter> others) {
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
  static final class Item {
    Aggregate aggregate;
    Slot slot;
    Table counted;
    Metric metric;
    boolean distinct;
    boolean whole;

    /** Whether the question says how many, and a number column would do as well. */
    boolean howMany;

    /** The column that the same words may name instead of a table. */
    Slot asColumn;

    boolean aggregated() {
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
  record Key(Slot slot, Table table, TimeUnit unit) {}

  /** An order key. */
  record Sort(Slot slot, Aggregate aggregate, Table counted, Metric metric, boolean descending) {}

  /** The most, the least, the top few. */
  static final class Superlative {
    boolean descending = true;
    int limit = 1;
    Slot by;
    Aggregate aggregate;
    Table counted;
    boolean countRows;
    Metric metric;

    /** The kind of thing that is singled out, where the question names it. */
    Table target;

    /** The column whose values are singled out, as in the most common type. */
    Slot value;

    boolean inBody;
    String adjective;

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
  static final class Filter {
    enum Kind {
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

    final Kind kind;
    boolean or;
    boolean both;
    boolean negated;

    /** Whether "and" stands before it. */
    boolean and;

    /** Whether the denial is of ever having had something, rather than of being something. */
    boolean never;

    String operator = "=";
    Slot slot;
    Slot otherSlot;
    Table table;
    Object literal;
    Object upper;
    Aggregate aggregate;
    Frame nested;
    List<ValueHit> hits = List.of();
    LocalDate from;
    LocalDate to;
    boolean within;

    /** An aggregate of the compared column itself, as in "whose average price". */
    Aggregate held;

    RelationRule.Relation relation;
    int at;

    Filter(Kind kind, int at) {
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
