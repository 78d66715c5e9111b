package io.nexushive.executor.warehouse.fetched;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one place that a connection's requests go to. Settings: {@code host}, {@code port}, {@code
 * path} (in front of every other), {@code sslmode} (verify-full, or disable for plain HTTP to a
 * private host).
 *
 * @param isPrivate whether configuration lets it lead to addresses that are not public
 */
public record HttpDestination(URI base, boolean isPrivate) {
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~:@!$&'()*+,;=%-]*)*");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /**
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when the settings lead nowhere that
   *     configuration allows
   */
  public static HttpDestination of(ConnectionSettings settings, ExecutorConfig config) {
    return of(
        settings,
        config.allowedHosts().orElse(List.of()),
        config.fetch().privateHosts().orElse(List.of()));
  }

  static HttpDestination of(
      ConnectionSettings settings, List<String> allowed, List<String> privateHosts) {
    String host = new AllowedHosts(allowed).require(settings.require("host"));
    boolean isPrivate = new AllowedHosts(privateHosts).has(host);
    String mode = settings.find("sslmode").orElse("verify-full");
    boolean plain = mode.equals("disable");
    String path = settings.find("path").orElse("");
    if (!plain && !mode.equals("verify-full") || plain && !isPrivate || !isPath(path)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    int port = settings.port(plain ? HTTP : HTTPS);
    String scheme = plain ? "http" : "https";
    return new HttpDestination(URI.create(scheme + "://" + host + ":" + port + path), isPrivate);
  }

  /** Whether {@code path} stays where it begins. */
  static boolean isPath(String path) {
    return PATH.matcher(path).matches()
        && !path.contains("..")
        && !path.contains("//")
        && !path.contains("%2");
  }

  /**
   * The address below the base.
   *
   * @param query already encoded; empty for none
   */
  public URI at(String path, String query) {
    if (!isPath(path)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    try {
      return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    } catch (IllegalArgumentException e) {
      throw new WarehouseException(Problem.MISCONFIGURED, null, e);
    }
  }

  /**
   * The address that an answer from {@code from} names.
   *
   * @throws WarehouseException of {@link Problem#BAD_DATA} when it is at another place
   */
  public URI follow(URI from, String named) {
    try {
      URI to = from.resolve(named);
      boolean same =
          base.getScheme().equals(to.getScheme())
              && base.getHost().equalsIgnoreCase(to.getHost())
              && port(base) == port(to)
              && to.getUserInfo() == null;
      if (same) {
        return to;
      }
    } catch (IllegalArgumentException e) {
      throw new WarehouseException(Problem.BAD_DATA, null, e);
    }
    throw new WarehouseException(Problem.BAD_DATA);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? HTTPS : HTTP;
  }

  /**
   * Sees to it that the name does not lead into the executor's own network. The client asks the
   * same cache of the Java runtime right after this.
   *
   * @throws WarehouseException when it leads nowhere, or to an address that is not public
   */
  void requireAddress() {
    try {
      for (InetAddress address : InetAddress.getAllByName(base.getHost())) {
        if (!isPrivate && !isPublic(address)) {
          throw new WarehouseException(Problem.MISCONFIGURED);
        }
      }
    } catch (UnknownHostException e) {
      throw new WarehouseException(Problem.UNREACHABLE, null, e);
    }
  }

  /** Special-purpose blocks of RFC 6890 that hosts of other people do not have. */
  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    if (bytes.length == 4) {
      boolean shared = first == 100 && (second & 0xc0) == 64;
      boolean special = first == 192 && second == 0 && bytes[2] == 0;
      boolean benchmark = first == 198 && (second & 0xfe) == 18;
      return !(first == 0 || shared || special || benchmark || first >= 240);
    }
    // Of IPv6, what is routed: 2000::/3 without the addresses that wrap one of IPv4 (6to4, Teredo).
    boolean wraps =
        first == 0x20 && (second == 0x02 || second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
    return (first & 0xe0) == 0x20 && !wraps;
  }

  /** Where it is, for a report. */
  public String name() {
    return Optional.ofNullable(base.getHost()).orElse("") + ":" + base.getPort();
  }
}
