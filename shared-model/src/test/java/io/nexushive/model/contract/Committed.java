package io.nexushive.model.contract;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files in the repository that are made from the code. */
final class Committed {
  /** Says to write the files instead of comparing them. */
  private static final String PROPERTY = "nexushive.contracts";

  private Committed() {}

  static boolean writing() {
    return "write".equals(System.getProperty(PROPERTY));
  }

  static Path root() {
    // Tests run in their module's folder; the build says where all of it begins.
    String root = System.getProperty("nexushive.root");
    return root == null ? Path.of("..") : Path.of(root);
  }

  static Path schemas() {
    return root().resolve("docs/events/schemas");
  }

  static Path asyncApi() {
    return root().resolve("docs/events/asyncapi.json");
  }

  static Path golden() {
    return root().resolve("shared-model/src/test/resources/golden");
  }

  /** The JSON as it is committed: indented by two, one line feed at the end. */
  static String text(JsonNode json) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    try {
      return Json.mapper()
              .writer(
                  new DefaultPrettyPrinter()
                      .withObjectIndenter(indenter)
                      .withArrayIndenter(indenter))
              .writeValueAsString(json)
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return Json.mapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read; see this package's description", e);
    }
  }

  static void write(Path file, JsonNode json) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, text(json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
