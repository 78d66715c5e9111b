package io.nexushive.policy.catalog;

import io.nexushive.policy.document.Mask;

/** What a role sees of a column: its values, its values changed, or nothing. */
public record Visibility(boolean hidden, Mask.Form mask) {
  public static final Visibility CLEAR = new Visibility(false, null);
  public static final Visibility HIDDEN = new Visibility(true, null);

  public static Visibility masked(Mask.Form form) {
    return new Visibility(false, form);
  }

  public boolean isClear() {
    return !hidden && mask == null;
  }

  public boolean isMasked() {
    return mask != null;
  }
}
