package io.nexushive.policy.cli;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.policy.document.CatalogReader;
import io.nexushive.policy.document.PolicyException;
import io.nexushive.policy.engine.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the programs here have in common: exit codes, and how their files are read. */
final class Program {
  static final int HOLDS = 0;
  static final int DIFFERS = 1;
  static final int WRONG_USE = 2;

  private Program() {}

  /** Something that a program does. */
  interface Work {
    int run() throws IOException;
  }

  /** Runs {@code work}; what the caller did wrong goes to standard error as one line. */
  static int run(String usage, Work work) {
    try {
      return work.run();
    } catch (PolicyException e) {
      System.err.println(e.getMessage());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println("usage: " + usage);
    } catch (NoSuchFileException e) {
      System.err.println("there is no file " + e.getFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return WRONG_USE;
  }

  /** The policy in {@code file}; what is wrong with it is said with the file's name. */
  static Policy policy(String file) throws IOException {
    try {
      return Policy.read(Files.readString(Path.of(file)));
    } catch (PolicyException e) {
      throw new PolicyException(file + ": " + e.getMessage());
    }
  }

  /** The catalogue in {@code file}, or the tables that the policy brings for its examples. */
  static Catalog catalog(String file, Policy policy) throws IOException {
    if (file != null) {
      try {
        return CatalogReader.read(Files.readString(Path.of(file)));
      } catch (PolicyException e) {
        throw new PolicyException(file + ": " + e.getMessage());
      }
    }
    if (policy.document().exampleTables() == null) {
      throw new PolicyException(
          "The tables are not known: give them by --catalog, or in the policy under"
              + " example_tables.");
    }
    return policy.document().exampleTables();
  }
}
