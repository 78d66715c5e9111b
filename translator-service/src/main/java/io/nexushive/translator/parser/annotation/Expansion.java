package io.nexushive.translator.parser.annotation;

import io.nexushive.translator.language.Token;
import io.nexushive.translator.language.Tokenizer;
import io.nexushive.translator.language.Vocabulary;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.NameIndex.Link;
import io.nexushive.translator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes out what questions shorten: "first and last name" names two columns, "full name" as well.
 */
public final class Expansion {
  private static final double SURE = 0.85;
  private static final Set<String> LINKS = Vocabulary.set("and", "or", "/", "&");

  private Expansion() {}

  public static List<Token> expand(List<Token> tokens, Schema schema) {
    List<Token> out = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (fullName(tokens, i, schema)) {
        out.addAll(Tokenizer.tokens("first name and last name"));
        i++;
      } else if (listed(tokens, i, schema)) {
        out.add(tokens.get(i));
        out.add(tokens.get(nounOf(tokens, i)));
      } else if (shared(tokens, i, schema)) {
        out.add(tokens.get(i));
        out.add(tokens.get(i + 3));
      } else {
        out.add(tokens.get(i));
      }
    }
    return out;
  }

  private static boolean fullName(List<Token> tokens, int i, Schema schema) {
    return i + 1 < tokens.size()
        && tokens.get(i).is("full")
        && tokens.get(i + 1).base() != null
        && tokens.get(i + 1).base().equals("name")
        && column(schema, "first", "name")
        && column(schema, "last", "name")
        && !column(schema, "full", "name");
  }

  /** Whether here stands "first and last name", where both are columns. */
  private static boolean shared(List<Token> tokens, int i, Schema schema) {
    if (i + 3 >= tokens.size() || !LINKS.contains(tokens.get(i + 1).lower())) {
      return false;
    }
    Token one = tokens.get(i);
    Token other = tokens.get(i + 2);
    Token noun = tokens.get(i + 3);
    return one.isWord()
        && other.isWord()
        && noun.isWord()
        && !Vocabulary.FUNCTION.contains(one.lower())
        && !Vocabulary.FUNCTION.contains(other.lower())
        && !one.base().equals(noun.base())
        && !column(schema, one.base())
        && column(schema, one.base(), noun.base())
        && column(schema, other.base(), noun.base());
  }

  /** Whether here stands the beginning of "first, middle and last names". */
  private static boolean listed(List<Token> tokens, int i, Schema schema) {
    int noun = nounOf(tokens, i);
    return noun > 0
        && tokens.get(i).isWord()
        && tokens.get(i + 1).is(",")
        && !column(schema, tokens.get(i).base())
        && column(schema, tokens.get(i).base(), tokens.get(noun).base());
  }

  /** Where the noun stands that ends a list of adjectives; -1 where there is no such list. */
  private static int nounOf(List<Token> tokens, int from) {
    int i = from;
    while (i + 2 < tokens.size() && tokens.get(i).isWord() && tokens.get(i + 1).is(",")) {
      i += 2;
      if (LINKS.contains(tokens.get(i).lower())) {
        i++;
        break;
      }
    }
    if (i > from && i + 2 < tokens.size() && LINKS.contains(tokens.get(i + 1).lower())) {
      i += 2;
    }
    return i > from && i + 1 < tokens.size() && tokens.get(i + 1).isWord() ? i + 1 : -1;
  }

  private static boolean column(Schema schema, String... words) {
    for (Link link : schema.names().find(List.of(words))) {
      if (link.target() instanceof Column && link.score() >= SURE) {
        return true;
      }
    }
    return false;
  }
}
