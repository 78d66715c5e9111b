package io.nexushive.policy.engine;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.document.Rights;
import io.nexushive.policy.parse.SqlReader;
import io.nexushive.policy.scope.Analysis;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides on SQL. The text is cut into tokens, parsed, carried over into a closed tree, resolved
 * against the catalogue as the roles may see it, judged, rewritten and printed; then the printed
 * text is decided on once more. It keeps nothing but views of catalogues; many threads may use one.
 */
public final class PolicyEngine {
  private static final int MAX_VIEWS = 256;

  private final SqlReader reader = new SqlReader(Limits.STANDARD);
  private final ConcurrentHashMap<ViewKey, CatalogView> views = new ConcurrentHashMap<>();

  private record ViewKey(
      String policy, String connection, String catalog, Dialect dialect, SortedSet<String> roles) {}

  /** What one reading of a text came to. */
  private record Reading(Query query, Analysis analysis) {}

  /**
   * Decides.
   *
   * @param roles of the asker; those that the policy does not know give no rights
   * @param queryTag becomes part of the obligations
   * @return never {@code null}; whatever goes wrong is a denial
   */
  public Verdict decide(
      String sql,
      Dialect dialect,
      Catalog catalog,
      Policy policy,
      Collection<String> roles,
      String queryTag) {
    PolicyBasis basis = new PolicyBasis(policy.version(), catalog.version());
    try {
      Rights rights = new Rights(policy.document(), roles);
      if (rights.isEmpty()) {
        return denied(
            false, basis, "no-role", "None of your roles may read data. Ask for a role.", -1);
      }
      return decide(sql, view(catalog, policy, rights, dialect), policy, basis, queryTag);
    } catch (SqlRefused refused) {
      return denied(
          refused.repairable(), basis, refused.rule(), refused.getMessage(), refused.position());
    } catch (RuntimeException | StackOverflowError e) {
      return denied(false, basis, "internal", "The SQL could not be decided on.", -1);
    }
  }

  private Verdict decide(
      String sql, CatalogView view, Policy policy, PolicyBasis basis, String queryTag) {
    Reading first = read(sql, view, policy);
    if (first.analysis().findings().isDenied()) {
      return denied(first.analysis(), basis);
    }
    int rows = policy.document().limits().rows();
    String rewritten =
        Printer.print(
            RowLimit.apply(StringNames.apply(first.query(), first.analysis().strings()), rows));
    Reading second = read(rewritten, view, policy);
    if (second.analysis().findings().isDenied()) {
      return denied(second.analysis(), basis);
    }
    if (!second.analysis().lineage().equals(first.analysis().lineage())
        || second.analysis().level() != first.analysis().level()
        || !Printer.print(second.query()).equals(rewritten)) {
      return denied(
          true, basis, "unstable", "The SQL does not mean the same after it is printed.", -1);
    }
    Obligations obligations =
        new Obligations(
            rows, policy.document().limits().timeoutMs(), List.of(), List.of(), queryTag);
    List<Lineage> lineage = first.analysis().lineage();
    List<Reason> reasons = first.analysis().reasons();
    return first.analysis().findings().isReview()
        ? new Verdict.ReviewRequired(rewritten, obligations, basis, reasons, lineage)
        : new Verdict.Allowed(rewritten, obligations, basis, reasons, lineage);
  }

  private Reading read(String sql, CatalogView view, Policy policy) {
    Query query = reader.read(sql, view.dialect());
    return new Reading(query, Analysis.of(query, view, policy.document()));
  }

  private CatalogView view(Catalog catalog, Policy policy, Rights rights, Dialect dialect) {
    ViewKey key =
        new ViewKey(
            policy.version(),
            catalog.connectionId().value(),
            catalog.version(),
            dialect,
            rights.roles());
    CatalogView known = views.get(key);
    if (known != null) {
      return known;
    }
    if (views.size() >= MAX_VIEWS) {
      views.clear();
    }
    CatalogView made = new CatalogView(catalog, policy.document(), rights, dialect);
    views.put(key, made);
    return made;
  }

  private static Verdict denied(Analysis analysis, PolicyBasis basis) {
    return new Verdict.Denied(
        analysis.findings().isRepairable(), basis, analysis.reasons(), analysis.lineage());
  }

  private static Verdict denied(
      boolean repairable, PolicyBasis basis, String rule, String message, int position) {
    Reason reason = new Reason(rule, message, null, position < 0 ? null : position);
    return new Verdict.Denied(repairable, basis, List.of(reason), List.of());
  }

  /** The rules that a verdict rests on. */
  public static Set<String> rules(Verdict verdict) {
    Set<String> rules = new java.util.TreeSet<>();
    verdict.reasons().forEach(r -> rules.add(r.rule()));
    return rules;
  }
}
