package io.nexushive.policy.text;

/** Characters that make a text look other than it is. */
final class Characters {
  private Characters() {}

  static boolean isBidirectionalControl(char c) {
    return (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }

  static boolean isInvisible(char c) {
    return isBidirectionalControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.CONTROL
        || c == 0x00A0
        || c == 0x2028
        || c == 0x2029;
  }
}
