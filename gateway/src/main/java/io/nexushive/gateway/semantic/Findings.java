package io.nexushive.gateway.semantic;

import static io.nexushive.gateway.semantic.YamlItems.items;
import static io.nexushive.gateway.semantic.YamlItems.line;
import static io.nexushive.gateway.semantic.YamlItems.text;

import io.nexushive.model.semantic.SemanticModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What there is to say of a text about a connection.
 *
 * @param model absent where the text has not the form of one
 * @param form what is wrong in it, whatever the tables are
 * @param names what it names and the catalogue does not have
 * @param open what somebody should look at, though it can be saved
 */
record Findings(SemanticModel model, List<Flaw> form, List<Flaw> names, List<Flaw> open) {

  /**
   * @param known the names in the catalogue; absent where it has not been read
   */
  static Findings of(String yaml, Optional<KnownNames> known) {
    SemanticText text = SemanticText.read(yaml);
    Node document = text.model() == null ? null : SemanticText.compose(yaml);
    if (document == null) {
      return new Findings(text.model(), text.flaws(), List.of(), List.of());
    }
    List<Flaw> open = new ArrayList<>(suggested(document));
    if (known.isEmpty()) {
      open.add(
          new Flaw(
              1,
              "the document",
              "was not compared with the tables of the connection: none have been read yet;"
                  + " have its schema read, then check again"));
    }
    return new Findings(
        text.model(),
        List.of(),
        known.map(names -> NameCheck.flaws(document, names)).orElse(List.of()),
        List.copyOf(open));
  }

  /** Why it cannot be saved. */
  List<Flaw> flaws() {
    return concat(form, names);
  }

  /** What does not hold of a text that was saved: the translator goes without those parts. */
  List<Flaw> warnings() {
    return concat(names, open);
  }

  private static List<Flaw> suggested(Node document) {
    List<Flaw> open = new ArrayList<>();
    int i = 0;
    for (MappingNode join : items(document, "joins")) {
      String at = "joins[" + i++ + "].use";
      text(join, "use")
          .filter(use -> use.getValue().equals(SemanticModel.Use.SUGGESTED.wire()))
          .ifPresent(
              use ->
                  open.add(
                      new Flaw(
                          line(use),
                          at,
                          "nobody has confirmed this join yet: delete the line if it is right,"
                              + " else say use: never")));
    }
    return open;
  }

  private static List<Flaw> concat(List<Flaw> one, List<Flaw> other) {
    List<Flaw> all = new ArrayList<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }
}
