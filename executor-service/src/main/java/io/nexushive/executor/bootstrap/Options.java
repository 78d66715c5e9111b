package io.nexushive.executor.bootstrap;

import io.nexushive.executor.warehouse.AllowedHosts;
import io.nexushive.executor.warehouse.ConnectionSettings;
import io.nexushive.model.id.ConnectionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a person asked for. Settings have the names that a connection's have.
 *
 * @param kind of the warehouse
 * @param values by their names
 */
record Options(String kind, Map<String, String> values) {
  private static final Set<String> COMMON = Set.of("replace", "print", "anchor", "data-dir");

  /**
   * @param arguments the kind, then {@code name=value} each
   * @throws IllegalArgumentException when they have another form
   */
  static Options of(String... arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("the kind of warehouse is missing");
    }
    Map<String, String> values = new TreeMap<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      int at = argument.indexOf('=');
      if (at <= 0 || at == argument.length() - 1) {
        throw new IllegalArgumentException("not of the form name=value: " + argument);
      }
      values.put(argument.substring(0, at), argument.substring(at + 1));
    }
    return new Options(arguments[0], values);
  }

  /**
   * @throws IllegalArgumentException when there is an option that the kind does not know
   */
  void allow(String... names) {
    Set<String> known = Set.of(names);
    String unknown =
        values.keySet().stream()
            .filter(name -> !known.contains(name) && !COMMON.contains(name))
            .map(Options::flag)
            .collect(Collectors.joining(", "));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(kind + " has no " + unknown);
    }
  }

  private static String flag(String name) {
    return "--" + name.replace('_', '-');
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  boolean has(String flag) {
    return Boolean.parseBoolean(values.get(flag));
  }

  /**
   * @throws IllegalArgumentException when it is not given
   */
  String require(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(flag(name) + " is missing"));
  }

  /** The host. Any will do, as it is the operator who names it, but it has to be one. */
  String host() {
    String host = require("host");
    if (!new AllowedHosts(List.of(host)).has(host.toLowerCase(java.util.Locale.ROOT))) {
      throw new IllegalArgumentException("--host is no name of a host: " + host);
    }
    return host;
  }

  /** As a connection of the kind has them. */
  ConnectionSettings connection(String secret) {
    return new ConnectionSettings(new ConnectionId("bootstrap"), values, secret);
  }

  /** Those of the named ones that are given. */
  Map<String, String> only(String... names) {
    Map<String, String> some = new LinkedHashMap<>();
    for (String name : names) {
      find(name).ifPresent(value -> some.put(name, value));
    }
    return some;
  }

  /**
   * A public key without the lines around it.
   *
   * @param name of the option that names its PEM file
   * @throws IllegalArgumentException when it cannot be read, or is something else
   */
  Optional<String> publicKey(String name) {
    return find(name).map(Path::of).map(Options::publicKey);
  }

  private static String publicKey(Path file) {
    try {
      String pem = Files.readString(file).strip();
      if (pem.startsWith("-----BEGIN PUBLIC KEY-----")
          && pem.endsWith("-----END PUBLIC KEY-----")) {
        return pem.replaceAll("-----[A-Z ]+-----|\\s", "");
      }
      throw new IllegalArgumentException(file + " is no public key in PEM form");
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
