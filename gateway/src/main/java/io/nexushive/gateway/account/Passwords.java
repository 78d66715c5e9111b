package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.quarkus.elytron.security.common.BcryptUtil;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Hashes passwords with bcrypt and compares them, as long for unknown names as for known ones. */
@Singleton
public class Passwords {
  private static final int SHORTEST = 10;

  /** Bcrypt reads no further. */
  private static final int LONGEST_BYTES = 72;

  private final int cost;
  private final String nobodys;

  public Passwords(GatewayConfig config) {
    this.cost = config.accounts().passwordCost();
    this.nobodys = BcryptUtil.bcryptHash("nobody has this password", cost);
  }

  /**
   * @throws NexusException when {@code password} is too short, or longer than is compared
   */
  String hash(String password) {
    if (password == null || password.codePointCount(0, password.length()) < SHORTEST) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "A password has at least " + SHORTEST + " characters.");
    }
    if (tooLong(password)) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "A password has at most " + LONGEST_BYTES + " bytes.");
    }
    return BcryptUtil.bcryptHash(password, cost);
  }

  boolean matches(String password, String hash) {
    return password != null && !tooLong(password) && BcryptUtil.matches(password, hash);
  }

  /** Takes as long as a comparison, so that time does not tell whether a name is known. */
  void compareWithNobodys(String password) {
    matches(password == null ? "" : password, nobodys);
  }

  private static boolean tooLong(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
  }
}
