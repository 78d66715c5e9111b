package io.nexushive.gateway.http;

import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;

/** Lists that are read in pages. */
public final class Paging {
  private Paging() {}

  /**
   * @throws NexusException when nobody may ask for so many at once
   */
  public static void requireLimit(int limit, int most) {
    if (limit < 1 || limit > most) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The parameter limit is 1 to " + most + ".");
    }
  }
}
