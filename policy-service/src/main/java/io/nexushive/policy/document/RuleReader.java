package io.nexushive.policy.document;

import io.nexushive.policy.document.PolicyDocument.Action;
import io.nexushive.policy.document.PolicyDocument.Combination;
import io.nexushive.policy.document.PolicyDocument.Review;
import io.nexushive.policy.document.PolicyDocument.Sensitive;
import java.util.Locale;
import java.util.Set;

/** Reads the rules about columns: sensitive ones, combinations, metrics, review. */
final class RuleReader {
  private final Vocabulary vocabulary;

  RuleReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  Sensitive sensitive(YamlObject rule) {
    rule.only("columns", "tags", "except_for", "why");
    return new Sensitive(
        vocabulary.columns(rule, 1), vocabulary.roles(rule, "except_for"), rule.text("why", ""));
  }

  Combination combination(YamlObject rule) {
    rule.only("columns", "per", "then", "except_for", "why");
    Set<String> columns = Vocabulary.exact(rule, "columns");
    if (columns.size() < 2) {
      throw rule.error("columns", "must name at least 2 columns");
    }
    return new Combination(
        columns,
        Vocabulary.exact(rule, "per"),
        rule.choice("then", Action.class, Action.DENY),
        vocabulary.roles(rule, "except_for"),
        rule.text("why", ""));
  }

  Metric metric(YamlObject rule) {
    rule.only("name", "column", "aggregates", "otherwise", "except_for");
    String column = rule.required("column").toLowerCase(Locale.ROOT);
    if (column.contains("*") || column.split("\\.", -1).length != 2) {
      throw rule.error("column", "must be written table.column");
    }
    Set<String> aggregates = rule.words("aggregates");
    if (aggregates.isEmpty()) {
      throw rule.error("aggregates", "must name at least one function");
    }
    return new Metric(
        rule.required("name"),
        column,
        aggregates,
        rule.choice("otherwise", Action.class, Action.REVIEW),
        vocabulary.roles(rule, "except_for"));
  }

  Review review(YamlObject review) {
    review.only("row_level", "when");
    return new Review(
        review.flag("row_level", true) ? Action.REVIEW : Action.ALLOW,
        review.objects("when", this::condition));
  }

  private ReviewCondition condition(YamlObject rule) {
    rule.only("columns", "tags", "tables", "roles", "except_for", "why");
    Set<String> tables = rule.words("tables");
    return new ReviewCondition(
        vocabulary.columns(rule, tables.isEmpty() ? 1 : 0),
        tables,
        vocabulary.appliesTo(rule),
        rule.text("why", ""));
  }
}
