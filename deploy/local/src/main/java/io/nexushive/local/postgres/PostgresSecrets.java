package io.nexushive.local.postgres;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.SecretFiles;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The passwords of the database's roles, made at first start. */
record PostgresSecrets(Map<String, String> passwords) {
  static final String SUPERUSER = "postgres";

  PostgresSecrets {
    passwords = Map.copyOf(passwords);
  }

  static PostgresSecrets createOrLoad(Path file) {
    try {
      if (Files.exists(file)) {
        return Json.read(Files.readAllBytes(file), PostgresSecrets.class);
      }
      Map<String, String> made = new TreeMap<>();
      made.put(SUPERUSER, SecretFiles.randomPassword());
      for (Role role : Role.values()) {
        made.put(role.roleName(), SecretFiles.randomPassword());
      }
      PostgresSecrets secrets = new PostgresSecrets(made);
      SecretFiles.write(file, Json.mapper().writeValueAsString(secrets));
      return secrets;
    } catch (IOException | IllegalArgumentException e) {
      throw new LocalStackException("the database's passwords in " + file + " cannot be read", e);
    }
  }

  String of(String role) {
    return Objects.requireNonNull(passwords.get(role), () -> "no password for " + role);
  }
}
