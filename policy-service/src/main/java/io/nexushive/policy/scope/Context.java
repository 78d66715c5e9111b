package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.catalog.NameRules;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.scope.Findings.Weight;
import io.nexushive.policy.scope.Scope.Clause;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one decision works with, and what it has found so far. */
final class Context {
  final CatalogView view;
  final PolicyDocument policy;
  final Findings findings = new Findings();
  final Set<ViewColumn> touched = new LinkedHashSet<>();

  private final Map<Clause, Set<ViewColumn>> clauses = new EnumMap<>(Clause.class);

  /** Whether tables stand side by side without an equality between them. */
  boolean unjoined;

  /** Where each column is read first; -1 where unknown. */
  final Map<ViewColumn, Integer> places = new HashMap<>();

  /** Columns that are read for more than to join tables by. */
  final Set<ViewColumn> beyondJoins = new HashSet<>();

  /** Pairs of columns that stored tables are joined by. */
  final List<JoinKey> joinKeys = new ArrayList<>();

  /** Aggregates of stored rows. */
  final List<Folded> folded = new ArrayList<>();

  /** What each literal is compared with, where that comes from one stored column. */
  final Map<Expr.Literal, Template.Compared> compared = new IdentityHashMap<>();

  /** Whether the two sides of an equality are being read, which may turn out a join. */
  boolean joining;

  /** The product of all numbers that texts are repeated by. */
  BigDecimal repeated = BigDecimal.ONE;

  final Set<String> tables = new LinkedHashSet<>();
  final Set<String> functions = new TreeSet<>();

  /** Names in double quotes that are strings, because there is no such column. */
  final Set<Expr.ColumnRef> strings = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What each name in FROM stands for, where it is a stored table. */
  final Map<From.Table, ViewTable> resolved = new IdentityHashMap<>();

  /** Columns with a schema that would mean another table's without it. */
  final List<Expr.ColumnRef> shadowed = new ArrayList<>();

  Context(CatalogView view, PolicyDocument policy) {
    this.view = view;
    this.policy = policy;
  }

  Dialect dialect() {
    return view.dialect();
  }

  String folded(Name name) {
    return NameRules.folded(view.dialect(), name);
  }

  void repairable(String rule, String message, String subject, int position) {
    findings.add(Weight.REPAIRABLE, rule, message, subject, position);
  }

  void refused(String rule, String message, String subject, int position) {
    findings.add(Weight.FINAL, rule, message, subject, position);
  }

  /** Two columns of stored tables that are held to be equal. */
  record JoinKey(ViewColumn left, ViewColumn right) {}

  /** A column folded by an aggregate. */
  record Folded(ViewColumn column, String function, int position) {}

  /** The columns that are read in a clause, wherever in the query it stands. */
  Set<ViewColumn> in(Clause clause) {
    return clauses.computeIfAbsent(clause, c -> new LinkedHashSet<>());
  }

  /** A stored column is read here. */
  void touch(ViewColumn column, Scope scope, int position) {
    in(scope.place()).add(column);
    if (!joining) {
      beyondJoins.add(column);
    }
    places.merge(column, position, (a, b) -> a < 0 ? b : a);
    if (touched.add(column) && column.isForbidden()) {
      String why = column.forbidden().isEmpty() ? "" : " (" + column.forbidden() + ")";
      refused(
          "sensitive-column",
          "Your roles may not use "
              + column
              + why
              + ". Leave the column out, or ask for a role that may read it.",
          column.toString(),
          position);
    }
  }
}
