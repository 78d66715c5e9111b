package io.nexushive.translator.parser;

import io.nexushive.model.semantic.SemanticModel.Metric;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Join;
import io.nexushive.translator.schema.JoinGraph;
import io.nexushive.translator.schema.Schema;
import io.nexushive.translator.schema.Table;
import io.nexushive.translator.sql.Condition;
import io.nexushive.translator.sql.Expr;
import io.nexushive.translator.sql.Expr.Aggregate;
import io.nexushive.translator.sql.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns one frame into one SELECT: settles what is meant, joins what is needed. */
final class Composer {
  private final Schema schema;
  private final Frame frame;
  private final Linker linker;
  private final Set<Table> needed = new LinkedHashSet<>();
  private final Map<String, Expr> outputs = new LinkedHashMap<>();
  private final List<Expr> plain = new ArrayList<>();
  private final List<Expr> groupBy = new ArrayList<>();
  private final List<Condition> where = new ArrayList<>();
  private final List<Condition> having = new ArrayList<>();
  private final List<Query.Order> orderBy = new ArrayList<>();
  private final Set<Metric> metrics = new LinkedHashSet<>();
  private final List<Join> joins = new ArrayList<>();
  private final List<List<Frame.Filter>> apart = new ArrayList<>();
  private boolean grouped;
  private Integer limit;
  private boolean distinct;

  Composer(Schema schema, Frame frame) {
    this.schema = schema;
    this.frame = frame;
    this.linker = new Linker(schema, frame.tables, frame.subject);
  }

  Set<Metric> metrics() {
    return metrics;
  }

  Set<Table> tables() {
    return needed;
  }

  List<Join> joins() {
    return joins;
  }

  Linker linker() {
    return linker;
  }

  Frame frame() {
    return frame;
  }

  Query.Select compose() {
    preferSharedTable();
    Table base = new BaseFinder(schema, frame, linker).find();
    linker.base(base);
    needed.add(base);
    showDefaults(base);
    resolveAll();
    boolean aggregated =
        frame.items.stream().anyMatch(Frame.Item::aggregated)
            || frame.sorts.stream().anyMatch(s -> s.aggregate() != null || s.metric() != null);
    groups(aggregated);
    List<Frame.Item> items = List.copyOf(frame.items);
    for (Frame.Item item : items) {
      show(item);
    }
    new Filters(this, schema).apply(frame.filters);
    superlative();
    sorts();
    clauses();
    if (frame.limit != null && limit == null) {
      limit = frame.limit;
    }
    if (frame.filters.stream()
        .anyMatch(
            f -> f.kind == Frame.Filter.Kind.COUNT || f.kind == Frame.Filter.Kind.AGGREGATE)) {
      grouped = true;
    }
    if (grouped || !having.isEmpty() || mixes(aggregated)) {
      group();
    }
    distinct |= frame.distinct && frame.items.stream().noneMatch(Frame.Item::aggregated);
    return select(base);
  }

  private boolean mixes(boolean aggregated) {
    return aggregated && !plain.isEmpty() || !groupBy.isEmpty() && aggregated;
  }

  private void showDefaults(Table base) {
    if (!frame.items.isEmpty()) {
      return;
    }
    Frame.Superlative s = frame.superlative;
    if (s != null && s.value != null) {
      Frame.Item item = new Frame.Item();
      item.slot = s.value;
      frame.items.add(item);
      return;
    }
    Column place = frame.asksWhere ? place(base) : null;
    if (place != null) {
      Frame.Item item = new Frame.Item();
      item.slot = Slot.of(place, 0);
      item.slot.owner = base;
      frame.items.add(item);
      return;
    }
    Frame.Item item = new Frame.Item();
    Table shown = s != null && s.target != null ? s.target : base;
    item.slot = Slot.of(shown.labels().get(0), 0);
    item.slot.entity = shown;
    item.whole = frame.asksRows;
    item.counted = shown;
    frame.items.add(item);
  }

  /** The column of a table that says where its rows are. */
  private Column place(Table table) {
    for (String concept :
        List.of("location", "place", "address", "city", "county", "state", "country", "region")) {
      for (var link : schema.names().find(List.of(concept))) {
        if (link.target() instanceof Column c
            && c.table() == table
            && link.score() > 0.7
            && !table.labels().contains(c)) {
          return c;
        }
      }
    }
    return null;
  }

  private void resolveAll() {
    frame.items.forEach(this::preferOwnColumn);
    frame.filters.forEach(this::settleByValue);
    List<Slot> slots = new ArrayList<>();
    frame.items.forEach(i -> add(slots, i.slot));
    frame.groups.forEach(g -> add(slots, g.slot()));
    frame.filters.stream()
        .filter(f -> f.kind != Frame.Filter.Kind.COUNT || f.table == null)
        .forEach(f -> add(slots, f.slot));
    frame.sorts.forEach(s -> add(slots, s.slot()));
    if (frame.superlative != null) {
      add(slots, frame.superlative.by);
      add(slots, frame.superlative.value);
    }
    slots.stream()
        .filter(s -> s.owner != null || s.candidates.size() == 1)
        .forEach(linker::resolve);
    slots.forEach(linker::resolve);
  }

  /**
   * "the grape, price and year": words that could be a table are a column where the rest of the
   * list stands in another table that has such a column.
   */
  private void preferSharedTable() {
    if (frame.items.size() < 2) {
      return;
    }
    for (Frame.Item item : frame.items) {
      if (item.asColumn == null || item.counted == null || item.aggregate != null) {
        continue;
      }
      Table own = item.counted;
      List<Frame.Item> others = frame.items.stream().filter(i -> i != item).toList();
      boolean inOwn =
          others.stream().anyMatch(i -> i.slot == null || i.slot.canBe(c -> c.table() == own));
      if (inOwn) {
        continue;
      }
      item.asColumn.candidates.stream()
          .filter(l -> l.score() >= 0.8)
          .map(l -> (Column) l.target())
          .filter(c -> c.table() != own)
          .filter(c -> others.stream().allMatch(i -> i.slot.canBe(o -> o.table() == c.table())))
          .findFirst()
          .ifPresent(
              c -> {
                item.slot = Slot.of(c, item.slot.at);
                item.slot.owner = c.table();
                item.counted = null;
                item.asColumn = null;
                item.whole = false;
                frame.tables.remove(own);
                if (frame.subject == own) {
                  frame.subject = c.table();
                }
              });
    }
  }

  /** Words that name a table and also a column of the table that is spoken of mean the column. */
  private void preferOwnColumn(Frame.Item item) {
    Table base = linker.base();
    if (item.asColumn == null || item.counted == base || item.aggregate != null) {
      return;
    }
    item.asColumn.candidates.stream()
        .filter(l -> l.score() >= 0.8)
        .map(l -> (Column) l.target())
        .filter(c -> c.table() == base && !c.isForeign())
        .findFirst()
        .ifPresent(
            c -> {
              item.slot = Slot.of(c, item.slot.at);
              item.slot.owner = base;
              item.counted = null;
              item.whole = false;
              frame.tables.removeIf(t -> t != base && item.asColumn.said.contains(t.spoken()));
            });
  }

  /** Of the columns that a mention may mean, the one that holds the value is meant. */
  private void settleByValue(Frame.Filter filter) {
    if (filter.slot == null || filter.slot.column != null || filter.hits.isEmpty()) {
      return;
    }
    filter.slot.candidates.stream()
        .map(l -> (Column) l.target())
        .filter(c -> filter.hits.stream().anyMatch(h -> h.column() == c))
        .max(java.util.Comparator.comparingInt(c -> c.table() == linker.base() ? 1 : 0))
        .ifPresent(c -> filter.slot.column = c);
  }

  private static void add(List<Slot> slots, Slot slot) {
    if (slot != null && !slot.candidates.isEmpty()) {
      slots.add(slot);
    }
  }

  /** Rows that a clause demands of another table have to exist, though nothing of them is shown. */
  private void clauses() {
    if (grouped || !frame.groups.isEmpty() || frame.superlative != null) {
      return;
    }
    Table base = linker.base();
    java.util.Set<Table> joined = new LinkedHashSet<>(needed);
    for (Join join : schema.joins().tree(base, needed).orElse(List.of())) {
      joined.add(join.child());
      joined.add(join.parent());
    }
    for (Table table : frame.clauseTables) {
      boolean denied =
          frame.filters.stream()
              .anyMatch(
                  f ->
                      f.negated
                          || f.kind == Frame.Filter.Kind.EXISTS
                          || f.kind == Frame.Filter.Kind.IN_TOP
                          || f.kind == Frame.Filter.Kind.RELATED);
      boolean known =
          denied || joined.contains(table) || table == base || frame.headTables.contains(table);
      var path = schema.joins().path(base, table).orElse(List.of());
      if (known || path.isEmpty() || JoinGraph.single(base, path) || path.get(0).parent() != base) {
        continue;
      }
      Join first = path.get(0);
      Frame nested = new Frame();
      nested.subject = first.child();
      Frame.Item item = new Frame.Item();
      item.slot = Slot.of(first.from().get(0), 0);
      item.slot.owner = first.child();
      nested.items.add(item);
      Composer inner = new Composer(schema, nested);
      inner.need(table);
      where.add(new Condition.In(col(first.to().get(0)), inner.compose(), false));
    }
  }

  // ------------------------------------------------------------ outputs

  private void groups(boolean aggregated) {
    boolean counts =
        frame.superlative != null
            && (frame.superlative.countRows
                || frame.superlative.counted != null
                || frame.superlative.aggregate != null);
    if (!aggregated
        && !counts
        && frame.filters.stream().noneMatch(f -> f.kind == Frame.Filter.Kind.COUNT)) {
      for (Frame.Key key : frame.groups) {
        if (key.table() != null && key.slot() == null) {
          needed.add(key.table());
        }
      }
      if (frame.bucket != null
          && frame.items.stream()
              .anyMatch(
                  i ->
                      i.metric != null
                          || i.slot != null
                              && i.slot.column != null
                              && i.slot.column.isMeasure())) {
        sumMeasures();
      } else {
        return;
      }
    }
    if (frame.bucket != null) {
      bucket();
    }
    for (Frame.Key key : frame.groups) {
      key(key);
    }
  }

  private void sumMeasures() {
    for (Frame.Item item : frame.items) {
      if (item.slot != null
          && item.slot.column != null
          && item.slot.column.isMeasure()
          && item.aggregate == null) {
        item.aggregate = Aggregate.SUM;
      }
    }
  }

  private void bucket() {
    Column time = timeColumn();
    Expr bucket = time.isYear() ? col(time) : new Expr.Bucket(frame.bucket, col(time));
    String name = frame.bucket.name().toLowerCase(java.util.Locale.ROOT);
    output(name, bucket);
    plain.add(bucket);
    groupBy.add(bucket);
    orderBy.add(new Query.Order(bucket, false));
  }

  /** The column that says when, as near to what is counted as can be. */
  Column timeColumn() {
    for (Table table : new LinkedHashSet<>(List.copyOf(union(needed, frame.tables)))) {
      if (table.timeColumn().isPresent()) {
        return table.timeColumn().get();
      }
    }
    return schema.tables().stream()
        .flatMap(t -> t.timeColumn().stream())
        .filter(c -> schema.joins().path(linker.base(), c.table()).isPresent())
        .findFirst()
        .orElseThrow(() -> new Linker.NotComposed("nothing in the data says when"));
  }

  private static Set<Table> union(Set<Table> one, Set<Table> other) {
    Set<Table> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  private void key(Frame.Key key) {
    Column own = key.slot() == null ? null : linker.resolve(key.slot());
    boolean byRow =
        key.table() != null
            && (own == null || own.table() != linker.base() && key.table() != own.table());
    if (byRow || key.table() != null && own != null && own.isForeign()) {
      rows(key.table());
    } else if (own != null) {
      shownKey(own);
    }
  }

  private void shownKey(Column column) {
    Expr expr = col(column);
    if (plain.stream().noneMatch(expr::equals)
        && frame.items.stream()
            .noneMatch(i -> i.aggregate == null && i.slot != null && i.slot.column == column)) {
      if (frame.showsGroups) {
        output(Names.of(column, outputs.keySet()), expr);
      }
      plain.add(expr);
    }
    groupBy.add(expr);
  }

  /** One group per row of a table, shown by what names its rows. */
  private void rows(Table table) {
    needed.add(table);
    boolean shown =
        frame.items.stream()
            .anyMatch(
                i ->
                    i.aggregate == null
                        && i.slot != null
                        && i.slot.column != null
                        && (i.slot.column.table() == table || pointsAt(i.slot.column, table)));
    for (Column label : table.labels()) {
      Expr expr = col(label);
      if (!shown && frame.showsGroups) {
        output(Names.of(label, outputs.keySet()), expr);
      }
      plain.add(expr);
    }
    table.key().filter(k -> !table.labels().contains(k)).ifPresent(k -> groupBy.add(col(k)));
    table.labels().forEach(l -> groupBy.add(col(l)));
  }

  private boolean pointsAt(Column column, Table table) {
    return column.isForeign()
        && schema.joins().between(column.table(), table).stream()
            .anyMatch(j -> j.from().contains(column));
  }

  private void show(Frame.Item item) {
    if (item.metric != null) {
      metric(item.metric);
      return;
    }
    if (item.aggregate == Aggregate.COUNT) {
      count(item);
      return;
    }
    Column column = item.slot.column;
    if (item.aggregate != null) {
      Metric same = metricFor(item.aggregate, column);
      if (same != null) {
        metric(same);
        return;
      }
      Expr call = new Expr.Call(item.aggregate, false, col(column));
      output(Names.of(item.aggregate, column), call);
      return;
    }
    List<Column> columns =
        item.whole && orderlyRows()
            ? item.counted.columns().stream().filter(c -> !c.isSensitive()).toList()
            : item.slot.entity != null && item.counted != null
                ? item.slot.entity.labels()
                : List.of(column);
    for (Column each : columns) {
      Expr expr = col(each);
      if (!outputs.containsValue(expr)) {
        output(Names.of(each, outputs.keySet()), expr);
      }
      plain.add(expr);
    }
  }

  /** Whether rows are listed as they are, rather than grouped or counted. */
  private boolean orderlyRows() {
    return frame.items.size() == 1
        && frame.groups.isEmpty()
        && (frame.superlative == null || frame.superlative.by != null)
        && frame.filters.stream().noneMatch(f -> f.kind == Frame.Filter.Kind.COUNT);
  }

  private Metric metricFor(Aggregate aggregate, Column column) {
    String wanted = (aggregate + "(" + column.name() + ")").toLowerCase(java.util.Locale.ROOT);
    return schema.model().metrics().stream()
        .filter(
            m ->
                m.table().equalsIgnoreCase(column.table().name())
                    && m.expression()
                        .replace(" ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .equals(wanted))
        .findFirst()
        .orElse(null);
  }

  private void metric(Metric metric) {
    output(metric.name(), metricCall(metric));
  }

  Expr metricCall(Metric metric) {
    Table table = schema.table(metric.table()).orElseThrow();
    needed.add(table);
    metrics.add(metric);
    return new Expr.MetricCall(table.name(), table, metric.name(), metric.expression());
  }

  private void count(Frame.Item item) {
    Table base = linker.base();
    if (item.slot != null && item.slot.column != null) {
      Column c = item.slot.column;
      boolean number = item.howMany && c.isMeasure() && !item.distinct;
      if (number) {
        output(Names.of(Aggregate.SUM, c), new Expr.Call(Aggregate.SUM, false, col(c)));
        return;
      }
      boolean unique = c.isPrimary() && c.table().key().isPresent();
      Expr arg = col(c);
      output(
          c.spoken().replace(' ', '_') + "_count",
          unique && c.table() == base
              ? new Expr.CountRows()
              : new Expr.Call(Aggregate.COUNT, !unique || item.distinct, arg));
      return;
    }
    Table counted = item.counted;
    String name = counted == null ? "count" : counted.spoken().replace(' ', '_') + "_count";
    if (counted != null) {
      needed.add(counted);
    }
    output(name, new Expr.CountRows());
  }

  void output(String name, Expr expr) {
    if (expr instanceof Expr.CountRows && outputs.containsValue(expr)) {
      return;
    }
    String unique = name;
    for (int i = 2; outputs.containsKey(unique); i++) {
      unique = name + "_" + i;
    }
    outputs.put(unique, expr);
  }

  Expr.Col col(Column column) {
    needed.add(column.table());
    return new Expr.Col(column.table().name(), column);
  }

  void need(Table table) {
    needed.add(table);
  }

  void where(Condition condition) {
    where.add(condition);
  }

  void distinct() {
    distinct = true;
  }

  void apart(List<List<Frame.Filter>> groups) {
    apart.addAll(groups);
  }

  /** Tests that need a query each, of which the common rows are meant. */
  List<List<Frame.Filter>> apart() {
    return apart;
  }

  void having(Condition condition) {
    having.add(condition);
  }

  // ------------------------------------------------------------ order

  private void superlative() {
    Frame.Superlative s = frame.superlative;
    if (s == null) {
      return;
    }
    Expr by;
    if (s.metric != null) {
      by = metricCall(s.metric);
      grouped = true;
      if (!outputs.containsValue(by)) {
        output(s.metric.name(), by);
      }
    } else if (s.countRows || s.counted != null) {
      countedElsewhere(s);
      if (s.counted != null) {
        needed.add(s.counted);
      }
      by = new Expr.CountRows();
      if (s.countRows && s.by != null && s.by.column != null && !s.by.column.isKey()) {
        by = new Expr.Call(Aggregate.COUNT, true, col(s.by.column));
      } else if (s.by != null && s.by.column != null) {
        needed.add(s.by.column.table());
      }
      grouped = true;
    } else if (s.by == null) {
      throw new Linker.NotComposed(
          "it is not clear by what the " + (s.descending ? "most" : "least") + " is measured");
    } else if (s.aggregate != null) {
      by = new Expr.Call(s.aggregate, false, col(s.by.column));
      grouped = true;
    } else if (frame.groups.isEmpty()
        && frame.items.stream().anyMatch(Frame.Item::aggregated)
        && frame.items.stream().allMatch(i -> i.slot == null || i.slot.column != s.by.column)) {
      extreme(s);
      return;
    } else {
      by = col(s.by.column);
      boolean many = needed.contains(s.by.column.table()) && !frame.groups.isEmpty();
      boolean aggregatedItem = frame.items.stream().anyMatch(Frame.Item::aggregated);
      if (many && aggregatedItem) {
        grouped = true;
        by = new Expr.Call(Aggregate.SUM, false, by);
      }
    }
    boolean down = s.descending;
    if (s.by != null && s.adjective != null && invert(s)) {
      down = !down;
    }
    orderBy.clear();
    orderBy.add(new Query.Order(by, down));
    limit = s.limit;
  }

  /** The most common row of a table is the one that most rows elsewhere point at. */
  private void countedElsewhere(Frame.Superlative s) {
    Table base = linker.base();
    boolean rows =
        s.counted == null
            && s.by == null
            && needed.size() == 1
            && base.key().isPresent()
            && (s.value == null || s.value.column != null && base.labels().contains(s.value.column))
            && plain.stream()
                .anyMatch(
                    e ->
                        e instanceof Expr.Col c
                            && (c.column().isPrimary() || base.labels().contains(c.column())));
    if (!rows) {
      return;
    }
    List<Table> children =
        schema.joins().of(base).stream()
            .filter(j -> j.parent() == base && j.child() != base)
            .map(Join::child)
            .distinct()
            .toList();
    children.stream()
        .max(
            java.util.Comparator.comparingInt(
                t -> frame.tables.contains(t) ? 2 : t.isLink() ? 1 : 0))
        .ifPresent(t -> s.counted = t);
  }

  /** Counting over what is extreme: the extreme value is looked up first. */
  private void extreme(Frame.Superlative s) {
    Frame nested = new Frame();
    nested.subject = s.by.column.table();
    Frame.Item item = new Frame.Item();
    item.slot = Slot.of(s.by.column, 0);
    item.slot.owner = s.by.column.table();
    item.aggregate = s.descending ? Aggregate.MAX : Aggregate.MIN;
    nested.items.add(item);
    where.add(
        new Condition.Compare(
            col(s.by.column), "=", new Expr.Scalar(new Composer(schema, nested).compose())));
  }

  /** An old person was born early: on dates of birth, old points backwards. */
  private static boolean invert(Frame.Superlative s) {
    return s.by.column != null
        && s.by.column.isTemporal()
        && (s.adjective.equals("old") || s.adjective.equals("young"));
  }

  private void sorts() {
    if (frame.sorts.isEmpty()) {
      return;
    }
    if (frame.superlative == null) {
      orderBy.clear();
    }
    for (Frame.Sort sort : frame.sorts) {
      Expr expr;
      if (sort.metric() != null) {
        expr = metricCall(sort.metric());
      } else if (sort.aggregate() == Aggregate.COUNT
          && (sort.slot() == null || sort.slot().column == null)) {
        if (sort.counted() != null) {
          needed.add(sort.counted());
        }
        expr =
            outputs.values().stream()
                .filter(
                    e ->
                        e instanceof Expr.CountRows
                            || e instanceof Expr.Call c && c.function() == Aggregate.COUNT)
                .findFirst()
                .orElse(new Expr.CountRows());
        grouped |= !outputs.containsValue(expr);
      } else {
        Expr column = col(sort.slot().column);
        Expr shown = sort.aggregate() == null ? shownAggregate(sort.slot().column) : null;
        expr =
            sort.aggregate() == null
                ? (shown != null ? shown : column)
                : sort.slot().column == null
                    ? column
                    : new Expr.Call(sort.aggregate(), false, column);
      }
      orderBy.add(new Query.Order(expr, sort.descending()));
    }
  }

  /** Where only an aggregate of the column is shown, that is what orders. */
  private Expr shownAggregate(Column column) {
    Expr own = new Expr.Col(column.table().name(), column);
    if (outputs.containsValue(own)) {
      return null;
    }
    return outputs.values().stream()
        .filter(e -> e instanceof Expr.Call c && c.argument().equals(own))
        .findFirst()
        .orElse(null);
  }

  private void group() {
    Table entity = groupEntity();
    if (groupBy.isEmpty()
        && entity != null
        && entity.key().isPresent()
        && plain.stream().allMatch(e -> e instanceof Expr.Col c && c.column().table() == entity)
        && rowsOf(entity)) {
      groupBy.add(col(entity.key().get()));
    }
    for (Expr expr : plain) {
      if (!groupBy.contains(expr)) {
        groupBy.add(expr);
      }
    }
  }

  /** Whether what is shown are rows of the table, rather than values that many rows share. */
  private boolean rowsOf(Table entity) {
    if (frame.superlative != null && frame.superlative.value != null || plain.isEmpty()) {
      return plain.isEmpty();
    }
    boolean names =
        plain.stream()
            .anyMatch(
                e ->
                    e instanceof Expr.Col c
                        && (c.column().isPrimary() || entity.labels().contains(c.column())));
    if (!names) {
      return false;
    }
    boolean elsewhere =
        frame.superlative != null
                && frame.superlative.counted != null
                && frame.superlative.counted != entity
            || frame.superlative != null
                && frame.superlative.by != null
                && frame.superlative.by.column.table() != entity
            || frame.filters.stream()
                .anyMatch(
                    f ->
                        f.kind == Frame.Filter.Kind.COUNT && f.table != null && f.table != entity
                            || f.kind == Frame.Filter.Kind.AGGREGATE
                                && f.slot != null
                                && f.slot.column.table() != entity)
            || frame.items.stream()
                .anyMatch(
                    i ->
                        i.aggregate == Aggregate.COUNT && i.counted != null && i.counted != entity
                            || i.aggregate != null
                                && i.slot != null
                                && i.slot.column.table() != entity);
    return elsewhere;
  }

  private Table groupEntity() {
    if (plain.isEmpty()) {
      return frame.subject != null ? frame.subject : linker.base();
    }
    return ((Expr) plain.get(0)) instanceof Expr.Col c ? c.column().table() : null;
  }

  // ------------------------------------------------------------ assembling

  private Query.Select select(Table base) {
    List<Join> tree =
        schema
            .joins()
            .tree(base, needed)
            .orElseThrow(
                () ->
                    new Linker.NotComposed(
                        "no keys lead from " + base.name() + " to all that the question names"));
    List<Query.Source> sources = new ArrayList<>();
    Set<Table> placed = new LinkedHashSet<>();
    sources.add(new Query.Source(base, base.name(), List.of()));
    placed.add(base);
    for (Join join : tree) {
      Table next = placed.contains(join.child()) ? join.parent() : join.child();
      if (!placed.add(next)) {
        continue;
      }
      joins.add(join);
      List<Expr.Col[]> on = new ArrayList<>();
      for (int i = 0; i < join.from().size(); i++) {
        on.add(
            new Expr.Col[] {
              new Expr.Col(join.child().name(), join.from().get(i)),
              new Expr.Col(join.parent().name(), join.to().get(i))
            });
      }
      sources.add(new Query.Source(next, next.name(), on));
    }
    boolean many = multiplies(base, tree);
    List<Query.Output> shown = new ArrayList<>();
    outputs.forEach(
        (name, expr) ->
            shown.add(
                new Query.Output(
                    countOnce(expr, base, many),
                    expr instanceof Expr.Col c && c.column().name().equals(name) ? null : name)));
    return new Query.Select(distinct, shown, sources, where, groupBy, having, orderBy, limit);
  }

  /** Counting rows of a table whose rows a join repeats counts each once. */
  private Expr countOnce(Expr expr, Table base, boolean many) {
    boolean counts = expr instanceof Expr.CountRows && groupBy.isEmpty() && many;
    return counts && base.key().isPresent()
        ? new Expr.Call(Aggregate.COUNT, true, new Expr.Col(base.name(), base.key().get()))
        : expr;
  }

  private static boolean multiplies(Table base, List<Join> tree) {
    Set<Table> placed = new LinkedHashSet<>(Set.of(base));
    boolean many = false;
    for (Join join : tree) {
      boolean down = placed.contains(join.child());
      many |= !down;
      placed.add(join.child());
      placed.add(join.parent());
    }
    return many;
  }

  boolean single(Table table) {
    return schema
        .joins()
        .path(linker.base(), table)
        .map(p -> JoinGraph.single(linker.base(), p))
        .orElse(false);
  }
}
