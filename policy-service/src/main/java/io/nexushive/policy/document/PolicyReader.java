package io.nexushive.policy.document;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.policy.document.PolicyDocument.Action;
import io.nexushive.policy.document.PolicyDocument.Cost;
import io.nexushive.policy.document.PolicyDocument.Functions;
import io.nexushive.policy.document.PolicyDocument.KAnonymity;
import io.nexushive.policy.document.PolicyDocument.RoleRights;
import java.io.StringReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads format 1 of the policy document; {@code docs/policy.md} describes it. */
public final class PolicyReader {
  private static final int MAX_CHARACTERS = 1_000_000;
  private static final int MAX_ALIASES = 50;

  private PolicyReader() {}

  /**
   * @throws PolicyException when the document has another form; the message names line and key
   */
  public static PolicyDocument read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setAllowRecursiveKeys(false);
    Node root;
    try {
      root = new Yaml(options).compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw new PolicyException("line " + line + ": " + e.getProblem());
    }
    if (root == null) {
      throw new PolicyException("the document is empty");
    }
    return document(new YamlObject("", root));
  }

  private static PolicyDocument document(YamlObject root) {
    root.only(
        "format",
        "roles",
        "tags",
        "sensitive",
        "combinations",
        "row_filters",
        "masks",
        "metrics",
        "functions",
        "limits",
        "cost",
        "k_anonymity",
        "review",
        "example_tables",
        "examples");
    if (root.integer("format", 0, 0, 1_000) != 1) {
      throw root.error("format", "must be 1");
    }
    Map<String, RoleRights> roles = roles(root.object("roles"));
    if (roles.isEmpty()) {
      throw root.error("roles", "must name at least one role");
    }
    Vocabulary vocabulary = Vocabulary.of(roles.keySet(), root.object("tags"));
    RuleReader rules = new RuleReader(vocabulary);
    GuardReader guards = new GuardReader(vocabulary);
    YamlObject limits = root.object("limits").only("rows", "timeout");
    YamlObject cost = root.object("cost").only("cross_join", "recursion", "generated_rows");
    YamlObject anonymity = root.object("k_anonymity").only("threshold", "below");
    return new PolicyDocument(
        roles,
        root.objects("sensitive", rules::sensitive),
        root.objects("combinations", rules::combination),
        root.objects("row_filters", guards::rowFilter),
        root.objects("masks", guards::mask),
        root.objects("metrics", rules::metric),
        functions(root.object("functions")),
        new PolicyDocument.Limits(
            limits.integer("rows", Obligations.MAX_ROWS, 1, Obligations.MAX_ROWS),
            limits.duration("timeout", Duration.ofSeconds(30)).toMillis()),
        new Cost(
            cost.choice("cross_join", Action.class, Action.DENY),
            cost.choice("recursion", Action.class, Action.DENY),
            cost.integer("generated_rows", 1_000, 0, 1_000_000)),
        new KAnonymity(
            anonymity.integer("threshold", 5, 1, 10_000),
            anonymity.choice("below", Action.class, Action.REVIEW)),
        rules.review(root.object("review")),
        ExampleReader.tables(root.object("example_tables"), Dialect.POSTGRES),
        root.objects("examples", ExampleReader::example));
  }

  private static Map<String, RoleRights> roles(YamlObject roles) {
    Map<String, RoleRights> read = new LinkedHashMap<>();
    for (String role : roles.keys()) {
      YamlObject rights = roles.object(role).only("tables");
      read.put(role, new RoleRights(rights.words("tables")));
    }
    return read;
  }

  private static Functions functions(YamlObject functions) {
    functions.only("use", "allow", "deny");
    String use = functions.text("use", "standard");
    if (!use.equals("standard") && !use.equals("none")) {
      throw functions.error("use", "must be standard or none");
    }
    Map<Dialect, Set<String>> allow = new EnumMap<>(Dialect.class);
    YamlObject byDialect = functions.object("allow");
    for (String key : byDialect.keys()) {
      try {
        allow.put(Dialect.of(key), byDialect.words(key));
      } catch (IllegalArgumentException e) {
        throw byDialect.error(key, "is no dialect");
      }
    }
    return new Functions(use.equals("standard"), allow, functions.words("deny"));
  }
}
