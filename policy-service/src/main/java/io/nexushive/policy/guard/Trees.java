package io.nexushive.policy.guard;

import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Word;
import java.util.ArrayList;
import java.util.List;

/** Small trees put together from words and expressions. */
final class Trees {
  private Trees() {}

  /** A compound of {@code parts}, each a word or an expression. */
  static Expr of(Expr.Form form, Object... parts) {
    List<Piece> pieces = new ArrayList<>(parts.length);
    for (Object part : parts) {
      pieces.add(part instanceof String word ? new Word(word) : (Expr) part);
    }
    return new Expr.Compound(form, pieces);
  }

  static Expr inParentheses(Expr expr) {
    boolean already = expr instanceof Expr.Compound tuple && tuple.form() == Expr.Form.TUPLE;
    return already ? expr : of(Expr.Form.TUPLE, "(", expr, ")");
  }

  /** {@code conditions}, at least one, joined by {@code operator}. */
  static Expr joined(String operator, List<Expr> conditions) {
    Expr all = null;
    for (Expr condition : conditions) {
      Expr each = conditions.size() == 1 ? condition : inParentheses(condition);
      all = all == null ? each : new Expr.Binary(all, operator, each);
    }
    return all;
  }
}
