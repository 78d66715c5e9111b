package io.nexushive.translator.linking;

import io.nexushive.model.catalog.Catalog;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.semantic.SemanticModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/**
 * The tables of one catalogue version, ranked by BM25 over their names, columns, comments, synonyms
 * and values. Kept in memory; immutable; safe for use by many threads.
 */
final class TableIndex {
  private static final float TERM_SATURATION = 1.2f;

  /** Wide tables are hardly less likely to be meant than narrow ones. */
  private static final float LENGTH_PENALTY = 0.25f;

  private static final float BESIDE_BEST_FIELD = 0.3f;
  private static final Map<TableText.Part, Float> WEIGHTS =
      Map.of(
          TableText.Part.NAME, 4f,
          TableText.Part.SYNONYMS, 4f,
          TableText.Part.COLUMNS, 1.5f,
          TableText.Part.VALUES, 1.5f,
          TableText.Part.COMMENTS, 1f);

  private final IndexSearcher searcher;

  private TableIndex(IndexSearcher searcher) {
    this.searcher = searcher;
  }

  static TableIndex of(Catalog catalog, SemanticModel model) {
    try {
      ByteBuffersDirectory directory = new ByteBuffersDirectory();
      try (IndexWriter writer =
          new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
        for (CatalogTable table : catalog.tables()) {
          writer.addDocument(document(TableText.of(table, model)));
        }
        // One segment in the catalogue's order: a document's number is its table's position.
        writer.forceMerge(1);
      }
      IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
      searcher.setSimilarity(new BM25Similarity(TERM_SATURATION, LENGTH_PENALTY));
      return new TableIndex(searcher);
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory cannot be written", e);
    }
  }

  private static Document document(Map<TableText.Part, String> text) {
    Document document = new Document();
    text.forEach((part, words) -> document.add(new TextField(part.name(), words, Field.Store.NO)));
    return document;
  }

  /**
   * The tables that fit a question best.
   *
   * @param words those of the question, with what may stand for them
   * @param most how many at most
   * @return positions in the catalogue's list, best first
   */
  List<Integer> nearest(List<QuestionWord> words, int most) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (QuestionWord word : words) {
      List<Query> fields = new ArrayList<>();
      WEIGHTS.forEach(
          (part, weight) ->
              word.terms()
                  .forEach(
                      (term, likeness) ->
                          fields.add(
                              new BoostQuery(
                                  new TermQuery(new Term(part.name(), term)), weight * likeness))));
      all.add(new DisjunctionMaxQuery(fields, BESIDE_BEST_FIELD), BooleanClause.Occur.SHOULD);
    }
    try {
      List<Integer> found = new ArrayList<>();
      for (ScoreDoc hit : searcher.search(all.build(), most).scoreDocs) {
        found.add(hit.doc);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException("an index in memory cannot be read", e);
    }
  }
}
