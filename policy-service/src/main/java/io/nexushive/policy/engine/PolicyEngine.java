package io.nexushive.policy.engine;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.policy.catalog.CatalogView;
import io.nexushive.policy.document.Rights;
import io.nexushive.policy.guard.Guards;
import io.nexushive.policy.guard.MaskTemplates;
import io.nexushive.policy.parse.SqlReader;
import io.nexushive.policy.scope.Analysis;
import io.nexushive.policy.scope.Facts;
import io.nexushive.policy.scope.Template;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.tree.Printer;
import io.nexushive.policy.tree.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Decides on SQL. The text is cut into tokens, parsed, carried over into a closed tree, resolved
 * against the catalogue as the roles may see it, judged, rewritten and printed; then the printed
 * text is decided on once more. It keeps nothing but views of catalogues; many threads may use one.
 */
public final class PolicyEngine {
  private static final int MAX_VIEWS = 256;

  private final SqlReader reader = new SqlReader(Limits.STANDARD);

  /** Guards make a text longer; what they add is not the asker's. */
  private final SqlReader second = new SqlReader(Limits.STANDARD.times(4));

  private final MaskTemplates masks = new MaskTemplates();
  private final ConcurrentHashMap<ViewKey, CatalogView> views = new ConcurrentHashMap<>();

  private record ViewKey(
      String policy, String connection, String catalog, Dialect dialect, SortedSet<String> roles) {}

  /** What a text is decided on with. */
  private record Case(
      CatalogView view, Policy policy, Asker asker, PolicyBasis basis, String queryTag) {}

  /**
   * Decides.
   *
   * @param asker whose roles count as far as the policy knows them, and whose attributes filters of
   *     rows may need
   * @param queryTag becomes part of the obligations
   * @return never {@code null}; whatever goes wrong is a denial
   */
  public Verdict decide(
      String sql, Dialect dialect, Catalog catalog, Policy policy, Asker asker, String queryTag) {
    return judge(sql, dialect, catalog, policy, asker, queryTag).verdict();
  }

  /**
   * A verdict and what the text was found to be.
   *
   * @param facts absent for a text that could not be read
   * @param template absent likewise
   */
  public record Judgement(
      Verdict verdict, Optional<Facts> facts, Optional<Supplier<Template>> template) {}

  /** Decides, as {@link #decide} does, and says what the text was found to be. */
  public Judgement judge(
      String sql, Dialect dialect, Catalog catalog, Policy policy, Asker asker, String queryTag) {
    PolicyBasis basis = new PolicyBasis(policy.version(), catalog.version());
    try {
      Rights rights = new Rights(policy.document(), asker.roles());
      if (rights.isEmpty()) {
        throw new SqlRefused(
            "no-role", "None of your roles may read data. Ask for a role.", -1, false);
      }
      Case asked = new Case(view(catalog, policy, rights, dialect), policy, asker, basis, queryTag);
      return judge(sql, asked);
    } catch (SqlRefused refused) {
      return unread(denied(refused, basis, sql));
    } catch (RuntimeException | StackOverflowError e) {
      return unread(
          denied(
              new SqlRefused("internal", "The SQL could not be decided on.", -1, false),
              basis,
              sql));
    }
  }

  private static Judgement unread(Verdict verdict) {
    return new Judgement(verdict, Optional.empty(), Optional.empty());
  }

  private Judgement judge(String sql, Case asked) {
    Query query = reader.read(sql, asked.view().dialect());
    Analysis first = Analysis.of(query, asked.view(), asked.policy().document());
    Verdict verdict =
        first.findings().isDenied()
            ? denied(first, asked.basis(), sql)
            : permitted(sql, query, first, asked);
    return new Judgement(verdict, Optional.of(first.facts()), Optional.of(first.template()));
  }

  private Verdict permitted(String sql, Query query, Analysis first, Case asked) {
    int rows = asked.policy().document().limits().rows();
    Guards guards = Guards.of(asked.view(), first, asked.asker(), masks);
    String rewritten =
        Printer.print(
            RowLimit.apply(guards.apply(StringNames.apply(query, first.strings())), rows));
    again(rewritten, first, guards, asked);
    Obligations obligations =
        new Obligations(
            rows,
            asked.policy().document().limits().timeoutMs(),
            guards.rowFilters(),
            guards.maskedColumns(),
            asked.queryTag());
    boolean review = first.findings().isReview();
    List<Reason> reasons = Explanation.of(first.reasons(), sql, review);
    return review
        ? new Verdict.ReviewRequired(
            rewritten, obligations, asked.basis(), reasons, first.lineage(), sql)
        : new Verdict.Allowed(rewritten, obligations, asked.basis(), reasons, first.lineage(), sql);
  }

  /**
   * Decides on the text that would run. Guards are found in it to the letter and taken for their
   * tables; then it must mean what was asked, and putting the guards in once more must give the
   * same text: no table stands in it unguarded.
   */
  private void again(String rewritten, Analysis first, Guards guards, Case asked) {
    try {
      Query stripped = guards.strip(second.reread(rewritten, asked.view().dialect()));
      Analysis again = Analysis.of(stripped, asked.view(), asked.policy().document());
      boolean same =
          !again.findings().isDenied()
              && again.lineage().equals(first.lineage())
              && again.level() == first.level()
              && (guards.isEmpty() || guarded(stripped, again, asked).equals(rewritten));
      if (same) {
        return;
      }
    } catch (SqlRefused e) {
      // Its place is in a text that nobody wrote.
    }
    throw new SqlRefused(
        "unstable", "The SQL does not mean the same after it is printed.", -1, true);
  }

  private String guarded(Query query, Analysis analysis, Case asked) {
    return Printer.print(Guards.of(asked.view(), analysis, asked.asker(), masks).apply(query));
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

  private static Verdict denied(Analysis analysis, PolicyBasis basis, String sql) {
    return new Verdict.Denied(
        analysis.findings().isRepairable(),
        basis,
        Explanation.of(analysis.reasons(), sql, false),
        analysis.lineage(),
        sql);
  }

  private static Verdict denied(SqlRefused refused, PolicyBasis basis, String sql) {
    Integer position = refused.position() < 0 ? null : refused.position();
    Reason reason = new Reason(refused.rule(), refused.getMessage(), refused.subject(), position);
    return new Verdict.Denied(
        refused.repairable(), basis, Explanation.of(List.of(reason), sql, false), List.of(), sql);
  }

  /** The rules that a verdict rests on. */
  public static Set<String> rules(Verdict verdict) {
    Set<String> rules = new java.util.TreeSet<>();
    verdict.reasons().forEach(r -> rules.add(r.rule()));
    return rules;
  }
}
