package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/** Where rows come from. All methods throw a {@code WarehouseException} whatever goes wrong. */
public interface RowSource {
  /** What it is called in a test's report. */
  String product();

  /** The tables that there are; those whose columns nobody declared have none. */
  List<DeclaredTable> tables(FetchScope scope);

  /**
   * Fetches the rows of {@code table}, page by page and in order.
   *
   * @param pages takes the rows of a page and says whether more are wanted
   */
  void fetch(DeclaredTable table, Predicate<List<JsonNode>> pages, FetchScope scope);
}
