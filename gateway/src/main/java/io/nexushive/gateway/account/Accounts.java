package io.nexushive.gateway.account;

import io.nexushive.gateway.GatewayConfig;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What can be done with accounts. */
@Singleton
public class Accounts {
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,62}");
  private static final int LONGEST_DISPLAY_NAME = 100;

  private final AccountStore store;
  private final Passwords passwords;
  private final Throttle throttle;
  private final Revocations revocations;
  private final GatewayConfig.Accounts config;
  private final Clock clock;

  public Accounts(
      AccountStore store,
      Passwords passwords,
      Throttle throttle,
      Revocations revocations,
      GatewayConfig config,
      Clock clock) {
    this.store = store;
    this.passwords = passwords;
    this.throttle = throttle;
    this.revocations = revocations;
    this.config = config.accounts();
    this.clock = clock;
  }

  /** A new account with the least rights there are. */
  Account register(String username, String password, String displayName, String address) {
    if (!config.registration()) {
      throw new NexusException(ErrorCode.FORBIDDEN, "An administrator creates the accounts here.");
    }
    throttle.requireFree(address);
    Account account = create(username, password, displayName, List.of(Role.VIEWER));
    // Registering costs a hash; whoever does it again and again is slowed down like one who
    // guesses.
    throttle.attempted(address);
    return account;
  }

  Account create(String username, String password, String displayName, Collection<String> roles) {
    if (username == null || !USERNAME.matcher(username).matches()) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "A user name has 2 to 63 lower-case letters, digits, dots, dashes or underscores.");
    }
    requireKnown(roles);
    return store
        .add(username, checkedDisplayName(displayName), passwords.hash(password), roles)
        .orElseThrow(() -> new NexusException(ErrorCode.CONFLICT, "This user name is taken."));
  }

  /** The account whose name and password these are. */
  Account signIn(String username, String password, String address) {
    throttle.requireFree(username, address);
    Optional<AccountStore.WithHash> found =
        username == null ? Optional.empty() : store.withHash(username);
    boolean valid;
    if (found.isPresent()) {
      valid = passwords.matches(password, found.get().hash());
    } else {
      passwords.compareWithNobodys(password);
      valid = false;
    }
    if (!valid) {
      throttle.failed(username, address);
      throw new NexusException(
          ErrorCode.UNAUTHENTICATED, "The user name or the password is wrong.");
    }
    throttle.succeeded(username);
    return found.get().account();
  }

  Account changePassword(String username, String old, String changed, String address) {
    Account account = signIn(username, old, address);
    store.changePassword(account.id(), passwords.hash(changed), clock.instant());
    revocations.refresh();
    return account;
  }

  Account rename(String username, String displayName) {
    return store
        .rename(byName(username).id(), checkedDisplayName(displayName))
        .orElseThrow(Accounts::unknown);
  }

  Account byName(String username) {
    return store.byName(username).orElseThrow(Accounts::unknown);
  }

  Account byId(UUID id) {
    return store.byId(id).orElseThrow(Accounts::unknown);
  }

  List<Account> page(String cursor, int limit) {
    return store.page(cursor == null ? "" : cursor, limit);
  }

  Account changeRoles(UUID id, Collection<String> roles, String by) {
    Account account = byId(id);
    requireKnown(roles);
    if (account.username().equals(by) && !roles.contains(Role.ADMIN)) {
      throw new NexusException(
          ErrorCode.CONFLICT, "An administrator cannot take his own rights away.");
    }
    store.changeRoles(id, roles, clock.instant());
    revocations.refresh();
    return byId(id);
  }

  /** Gives other attributes; whoever asks under them must not choose them. */
  Account changeAttributes(UUID id, Map<String, List<String>> attributes, String by) {
    if (byId(id).username().equals(by)) {
      throw new NexusException(
          ErrorCode.FORBIDDEN,
          "Nobody sets his own attributes: they decide on which rows he sees. Another"
              + " administrator can.");
    }
    if (attributes == null) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "The field attributes is needed.");
    }
    try {
      store.changeAttributes(id, Attributes.checked(attributes), clock.instant());
    } catch (IllegalArgumentException e) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, e.getMessage(), e);
    }
    revocations.refresh();
    return byId(id);
  }

  void delete(UUID id, String by) {
    Account account = byId(id);
    if (account.username().equals(by)) {
      throw new NexusException(ErrorCode.CONFLICT, "Nobody can delete the account he is using.");
    }
    store.delete(id, clock.instant());
    revocations.refresh();
  }

  private static void requireKnown(Collection<String> roles) {
    if (roles == null || roles.isEmpty() || !Role.ALL.containsAll(roles)) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST, "The roles are viewer, analyst, steward, auditor and admin.");
    }
  }

  private static String checkedDisplayName(String name) {
    if (name != null && name.length() > LONGEST_DISPLAY_NAME) {
      throw new NexusException(
          ErrorCode.INVALID_REQUEST,
          "A display name has at most " + LONGEST_DISPLAY_NAME + " characters.");
    }
    return name;
  }

  private static NexusException unknown() {
    return new NexusException(ErrorCode.NOT_FOUND, "There is no such user.");
  }
}
