package io.nexushive.executor.warehouse;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts that connections may name: those that configuration lists, {@code *.example.com} meaning
 * all below it. Without a list there are none, so that a connection cannot be used to look around
 * in the executor's network.
 */
public final class AllowedHosts {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");

  private final List<String> allowed;

  public AllowedHosts(Collection<String> allowed) {
    this.allowed = allowed.stream().map(h -> h.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * {@code host} where it may be used.
   *
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} otherwise
   */
  public String require(String host) {
    String name = host.strip().toLowerCase(Locale.ROOT);
    if (!has(name)) {
      throw new WarehouseException(
          Problem.MISCONFIGURED,
          "the host is not one that the executor may reach; an operator adds it to"
              + " nexushive.executor.allowed-hosts",
          null);
    }
    return name;
  }

  /** Whether {@code host}, in lower case, may be used. */
  public boolean has(String host) {
    return NAME.matcher(host).matches()
        && !host.contains("..")
        && allowed.stream().anyMatch(a -> fits(a, host));
  }

  private static boolean fits(String allowed, String name) {
    return allowed.startsWith("*.")
        ? name.endsWith(allowed.substring(1)) && name.length() > allowed.length() - 1
        : allowed.equals(name);
  }
}
