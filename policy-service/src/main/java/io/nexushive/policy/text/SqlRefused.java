package io.nexushive.policy.text;

/** A text that is not decided on any further. It costs no stack trace: refusals are daily work. */
public final class SqlRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final int position;
  private final boolean repairable;
  private final String subject;

  /**
   * @param rule the id of the rule that refuses it
   * @param message what is wrong, fit to be shown
   * @param position offset in the submitted text; -1 where unknown
   * @param repairable whether other wording could pass
   */
  public SqlRefused(String rule, String message, int position, boolean repairable) {
    this(rule, message, position, repairable, null);
  }

  /**
   * @param subject what the rule fired on; {@code null} where it is the whole text
   */
  public SqlRefused(String rule, String message, int position, boolean repairable, String subject) {
    super(message, null, false, false);
    this.subject = subject;
    this.rule = rule;
    this.position = position;
    this.repairable = repairable;
  }

  /** A text that cannot be read as it stands, from {@code position} on. */
  static SqlRefused unreadable(String message, int position) {
    return new SqlRefused("unreadable", message, position, true);
  }

  public String rule() {
    return rule;
  }

  public int position() {
    return position;
  }

  public String subject() {
    return subject;
  }

  public boolean repairable() {
    return repairable;
  }
}
