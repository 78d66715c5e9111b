package io.nexushive.policy.guard;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.document.Mask;
import io.nexushive.policy.parse.SqlReader;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.tree.Body;
import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Rewriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How each dialect writes a mask, from a list that comes with the product. A dialect without the
 * functions that a mask needs has no line there.
 */
public final class MaskTemplates {
  private static final String RESOURCE = "/policy/masks.txt";
  private static final Map<String, String> TEMPLATES = load();

  private final SqlReader reader = new SqlReader(Limits.STANDARD);
  private final Map<Key, Optional<Expr>> read = new ConcurrentHashMap<>();

  private record Key(Dialect dialect, Mask.Form form) {}

  /** {@code column} masked; empty where the dialect cannot. */
  Optional<Expr> masked(Dialect dialect, Mask.Form form, Expr column) {
    return read.computeIfAbsent(new Key(dialect, form), this::read)
        .map(
            template ->
                new Rewriter() {
                  Expr fill(Expr of) {
                    return expr(of);
                  }

                  @Override
                  public Expr column(Expr.ColumnRef ref) {
                    return ref.last().text().equals("masked_value") ? column : ref;
                  }
                }.fill(template));
  }

  private Optional<Expr> read(Key key) {
    return text(key.dialect(), key.form())
        .map(
            text -> {
              Body body = reader.read("SELECT " + text, key.dialect()).body();
              return ((Body.Select) body).items().get(0).expr();
            });
  }

  private static Optional<String> text(Dialect dialect, Mask.Form form) {
    if (form instanceof Mask.Partial partial) {
      int first = partial.first();
      int last = partial.last();
      String kind = first == 0 ? "partial-last" : last == 0 ? "partial-first" : "partial";
      return template(kind, dialect)
          .map(
              t ->
                  t.replace("{first}", Integer.toString(first))
                      .replace("{before_last}", Integer.toString(last - 1))
                      .replace("{shown}", Integer.toString(first + last)));
    }
    if (form instanceof Mask.NumberBucket bucket) {
      String width = bucket.width().toPlainString();
      return template("bucket-number", dialect)
          .map(t -> t.replace("{width}", width.contains(".") ? width : width + ".0"));
    }
    if (form instanceof Mask.DateBucket bucket) {
      return template("bucket-" + bucket.period().name().toLowerCase(Locale.ROOT), dialect);
    }
    return template(form.word(), dialect);
  }

  private static Optional<String> template(String kind, Dialect dialect) {
    String own = TEMPLATES.get(kind + " " + dialect.wire());
    String text = own == null ? TEMPLATES.get(kind + " all") : own;
    return Optional.ofNullable(text)
        .map(
            t ->
                t.replace("{text}", TEMPLATES.get("text " + dialect.wire()))
                    .replace("{value}", "masked_value"));
  }

  /** A line is {@code kind dialect[,dialect]: template}; the dialect may be {@code all}. */
  private static Map<String, String> load() {
    Map<String, String> templates = new HashMap<>();
    try (InputStream in = MaskTemplates.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int colon = line.indexOf(':');
          String[] head = line.substring(0, colon).strip().split("\\s+");
          for (String dialect : head[1].split(",")) {
            templates.put(head[0] + " " + dialect, line.substring(colon + 1).strip());
          }
        }
      }
      return templates;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
