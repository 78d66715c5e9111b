package io.nexushive.model.contract;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What the sources say about types and their components, so that it is written once. */
final class Javadocs {
  private final Map<String, String> texts = new HashMap<>();

  /** Reads all sources of this module. */
  static Javadocs ofThisModule() {
    Javadocs docs = new Javadocs();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path sources = Committed.root().resolve("shared-model/src/main/java");
    try (Stream<Path> files = Files.walk(sources);
        StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> java = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  problem -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(java));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        docs.new Scanner(trees, unit.getPackageName().toString()).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return docs;
  }

  /** What is said of a type. */
  Optional<String> of(Class<?> type) {
    return Optional.ofNullable(texts.get(type.getName()));
  }

  /** What is said of a record's component or an enum's constant. */
  Optional<String> of(Class<?> type, String member) {
    return Optional.ofNullable(texts.get(type.getName() + "#" + member));
  }

  private final class Scanner extends TreePathScanner<Void, Void> {
    private final DocTrees trees;
    private String owner;

    Scanner(DocTrees trees, String packageName) {
      this.trees = trees;
      this.owner = packageName + ".";
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      String outer = owner;
      owner = outer + type.getSimpleName();
      DocCommentTree comment = comment(getCurrentPath());
      if (comment != null) {
        put(owner, comment.getFullBody());
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param && !param.isTypeParameter()) {
            put(owner + "#" + param.getName(), param.getDescription());
          }
        }
      }
      String self = owner;
      owner = self + "$";
      super.visitClass(type, nothing);
      owner = outer;
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      DocCommentTree comment = comment(getCurrentPath());
      if (comment != null && owner.endsWith("$")) {
        put(
            owner.substring(0, owner.length() - 1) + "#" + variable.getName(),
            comment.getFullBody());
      }
      return null;
    }

    private DocCommentTree comment(TreePath path) {
      return trees.getDocCommentTree(path);
    }
  }

  private void put(String key, List<? extends DocTree> body) {
    String text =
        body.stream()
            .map(Javadocs::plain)
            .collect(Collectors.joining())
            .replaceAll("\\s+", " ")
            .strip();
    if (!text.isEmpty()) {
      texts.put(key, text);
    }
  }

  private static String plain(DocTree tree) {
    if (tree instanceof TextTree text) {
      return text.getBody();
    }
    if (tree instanceof LiteralTree literal) {
      return literal.getBody().getBody();
    }
    if (tree instanceof LinkTree link) {
      return link.getLabel().isEmpty()
          ? link.getReference().getSignature().replaceFirst("^#", "")
          : link.getLabel().stream().map(Javadocs::plain).collect(Collectors.joining());
    }
    return tree.toString().replaceAll("<[^>]*>", " ");
  }
}
