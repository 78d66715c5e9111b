package io.nexushive.policy.scope;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.catalog.NameRules;
import io.nexushive.policy.catalog.ViewColumn;
import io.nexushive.policy.catalog.ViewTable;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.scope.Findings.Weight;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.From;
import io.nexushive.policy.tree.Name;
import java.util.ArrayList;
import java.util.Collections;
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

  /** A stored column is read here. */
  void touch(ViewColumn column, int position) {
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
