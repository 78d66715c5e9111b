package io.nexushive.policy.parse;

import io.nexushive.policy.tree.Expr;
import io.nexushive.policy.tree.Expr.Form;
import io.nexushive.policy.tree.Piece;
import io.nexushive.policy.tree.Word;
import java.util.ArrayList;
import java.util.List;

/** Pieces in the order in which they are printed. */
final class Row {
  private final List<Piece> pieces = new ArrayList<>(8);

  Row word(String text) {
    pieces.add(new Word(text));
    return this;
  }

  Row word(boolean present, String text) {
    return present ? word(text) : this;
  }

  Row add(Piece piece) {
    pieces.add(piece);
    return this;
  }

  Row list(List<Expr> exprs) {
    for (int i = 0; i < exprs.size(); i++) {
      word(i > 0, ",").add(exprs.get(i));
    }
    return this;
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  List<Piece> pieces() {
    return pieces;
  }

  Expr as(Form form) {
    return new Expr.Compound(form, pieces);
  }
}
