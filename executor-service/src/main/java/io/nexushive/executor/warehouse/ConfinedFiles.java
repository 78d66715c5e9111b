package io.nexushive.executor.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that connections may name: those that really lie below one folder. Names have harmless
 * characters only, so that none is taken for a driver parameter, and no part of the way to the file
 * may be a symbolic link.
 */
public final class ConfinedFiles {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");
  private static final int LONGEST = 200;

  private final Path root;

  public ConfinedFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /**
   * Checks the form of a name; whether there is such a file is seen when it is opened.
   *
   * @throws WarehouseException of {@link Problem#MISCONFIGURED} when it is no plain relative path
   */
  public String requireName(String name) {
    if (name.length() > LONGEST || !NAME.matcher(name).matches() || name.contains("..")) {
      throw new WarehouseException(
          Problem.MISCONFIGURED,
          "file is a path below the data folder, of letters, digits, dots, dashes and underscores",
          null);
    }
    return name;
  }

  /**
   * The file of that name as it is now.
   *
   * @throws WarehouseException when it is not there, is no plain file, or lies elsewhere
   */
  public Path resolve(String name) {
    Path file = root.resolve(requireName(name));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new WarehouseException(Problem.UNREACHABLE);
    }
    return confined(file);
  }

  /**
   * The file of that name, or the plain files directly in the folder of that name, in order.
   *
   * @throws WarehouseException when there is neither, or it lies elsewhere
   */
  public List<Path> resolveAll(String name) {
    Path path = root.resolve(requireName(name));
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return List.of(resolve(name));
    }
    try (Stream<Path> files = Files.list(confined(path))) {
      return files
          .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
          .filter(f -> NAME.matcher(f.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new WarehouseException(Problem.UNREACHABLE, null, e);
    }
  }

  private Path confined(Path path) {
    try {
      Path real = path.toRealPath();
      // The folder itself may be reached over links: that is the operator's choice. What is below
      // it may not.
      if (!real.equals(root.toRealPath().resolve(root.relativize(path)))) {
        throw new WarehouseException(Problem.MISCONFIGURED);
      }
      return real;
    } catch (IOException e) {
      throw new WarehouseException(Problem.UNREACHABLE, null, e);
    }
  }
}
