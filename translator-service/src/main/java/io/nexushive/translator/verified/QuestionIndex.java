package io.nexushive.translator.verified;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Verified queries by the words of their questions. In memory, immutable. */
final class QuestionIndex {
  private static final String WORDS = "words";
  private static final int NEAREST = 20;

  private final List<Template> templates;
  private final IndexSearcher searcher;

  QuestionIndex(List<Template> templates) {
    this.templates = List.copyOf(templates);
    try {
      ByteBuffersDirectory directory = new ByteBuffersDirectory();
      try (IndexWriter writer =
          new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
        for (Template template : this.templates) {
          Document document = new Document();
          words(template.wording())
              .forEach(word -> document.add(new StringField(WORDS, word, Field.Store.NO)));
          writer.addDocument(document);
        }
        // One segment in the list's order: a document's number is its template's position.
        writer.forceMerge(1);
      }
      this.searcher = new IndexSearcher(DirectoryReader.open(directory));
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory cannot be written", e);
    }
  }

  /** The verified queries that share most words with {@code question}, rare words first. */
  List<Template> nearest(String question) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    words(Wording.of(question)).stream()
        .limit(IndexSearcher.getMaxClauseCount())
        .forEach(w -> all.add(new TermQuery(new Term(WORDS, w)), BooleanClause.Occur.SHOULD));
    try {
      List<Template> found = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(all.build(), NEAREST).scoreDocs) {
        found.add(templates.get(hit.doc));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory cannot be read", e);
    }
  }

  private static Set<String> words(List<Unit> units) {
    return units.stream()
        .filter(unit -> !unit.isValue())
        .map(Unit::word)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
