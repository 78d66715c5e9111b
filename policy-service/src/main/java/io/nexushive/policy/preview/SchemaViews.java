package io.nexushive.policy.preview;

import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.envelope.SchemaView.RoleView;
import io.nexushive.policy.document.PolicyDocument;
import io.nexushive.policy.document.Rights;
import io.nexushive.policy.engine.Policy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says of a policy what roles may see of tables, without the rules behind it. */
public final class SchemaViews {
  /** A view travels with each event of its request. */
  static final int MOST_NAMES = 2_000;

  private SchemaViews() {}

  /** What {@code roles} see; nothing where it takes too many names to say. */
  public static SchemaView of(Policy policy, Collection<String> roles) {
    PolicyDocument document = policy.document();
    List<RoleView> views =
        new Rights(document, roles).roles().stream().map(role -> view(document, role)).toList();
    int names =
        views.stream()
            .mapToInt(v -> v.tables().size() + v.hidden().size() + v.changed().size())
            .sum();
    return new SchemaView(policy.version(), names > MOST_NAMES ? List.of() : views);
  }

  private static RoleView view(PolicyDocument document, String role) {
    Set<String> hidden = new TreeSet<>();
    document.sensitive().stream()
        .filter(rule -> !rule.exceptFor().contains(role))
        .forEach(rule -> hidden.addAll(rule.columns()));
    Set<String> changed = new TreeSet<>();
    document.masks().stream()
        .filter(mask -> mask.to().covers(role))
        .forEach(mask -> changed.addAll(mask.columns()));
    document.rowFilters().stream()
        .filter(filter -> filter.to().covers(role))
        .forEach(filter -> changed.add(filter.table() + ".*"));
    return new RoleView(
        new TreeSet<>(document.roles().get(role).tables()),
        new TreeSet<>(hidden),
        new TreeSet<>(changed));
  }
}
