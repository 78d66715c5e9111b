package io.nexushive.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.Select;
import org.junit.jupiter.api.Test;

/** Somebody has looked at every class that the parser can put into a tree. */
class SyntaxClassesTest {
  /** Sources and bodies that are read; all other ones are refused. */
  private static final Set<String> READ_AS_SOURCE_OR_BODY =
      Set.of(
          "PlainSelect",
          "SetOperationList",
          "Values",
          "ParenthesedSelect",
          "LateralSubSelect",
          "Table",
          "TableFunction",
          "ParenthesedFromItem");

  /** Looked at and refused: no query that is permitted needs them, or nobody asked for them yet. */
  private static final Set<String> REFUSED = refused();

  @Test
  void everyClassIsEitherPermittedOrRefused() throws Exception {
    Set<String> permitted =
        SyntaxClasses.permitted().stream()
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> unknown = new TreeSet<>();
    for (Class<?> type : treeClasses()) {
      String name = type.getSimpleName();
      if (!permitted.contains(name)
          && !REFUSED.contains(name)
          && !READ_AS_SOURCE_OR_BODY.contains(name)) {
        unknown.add(name);
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void noClassIsBothPermittedAndRefused() {
    assertThat(SyntaxClasses.permitted())
        .extracting(Class::getSimpleName)
        .doesNotContainAnyElementsOf(REFUSED);
  }

  private static Set<String> refused() {
    try (var in = SyntaxClassesTest.class.getResourceAsStream("/parse/refused-classes.txt")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Set<Class<?>> treeClasses() throws IOException, URISyntaxException {
    URI jar = Expression.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar), Map.of());
        Stream<Path> paths = Files.walk(files.getPath("/net/sf/jsqlparser"))) {
      return paths
          .map(Path::toString)
          .filter(p -> p.endsWith(".class") && !p.contains("/util/"))
          .map(p -> p.substring(1, p.length() - ".class".length()).replace('/', '.'))
          .map(SyntaxClassesTest::load)
          .filter(SyntaxClassesTest::isTreeClass)
          .collect(Collectors.toSet());
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, SyntaxClassesTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }

  private static boolean isTreeClass(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers())
        && !type.isInterface()
        && (Expression.class.isAssignableFrom(type)
            || FromItem.class.isAssignableFrom(type)
            || Select.class.isAssignableFrom(type));
  }
}
