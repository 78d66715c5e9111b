package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks over the pages of a table. */
public final class Pages {
  private Pages() {}

  /**
   * An answer to the request for a page.
   *
   * @param link what its Link header calls the next page; {@code null} without one
   */
  public record Answer(JsonNode body, String link) {}

  /** Asks for a page. */
  @FunctionalInterface
  public interface Request {
    Answer send(Paging.Page page);
  }

  /**
   * Hands on the rows of all pages of {@code table}.
   *
   * @throws WarehouseException of {@link Problem#BAD_DATA} when an answer has no list of rows where
   *     the settings say, or leads in a circle
   */
  public static void walk(
      DeclaredTable table, Request request, Predicate<List<JsonNode>> pages, FetchScope scope) {
    Set<Object> seen = new HashSet<>();
    Optional<Paging.Page> next = Optional.of(table.paging().start());
    while (next.isPresent()) {
      Paging.Page page = next.get();
      if (!seen.add(page.url() == null ? page.parameters() : page.url())) {
        throw new WarehouseException(Problem.BAD_DATA);
      }
      Answer answer = request.send(page);
      List<JsonNode> rows = rows(answer.body(), table.rows());
      scope.rows(rows.size());
      if (!pages.test(rows)) {
        return;
      }
      next = table.paging().after(page, rows.size(), answer.body(), answer.link());
    }
  }

  private static List<JsonNode> rows(JsonNode body, String pointer) {
    JsonNode list = pointer == null ? onlyList(body) : body.at(JsonPointer.compile(pointer));
    if (!list.isArray()) {
      throw new WarehouseException(Problem.BAD_DATA);
    }
    List<JsonNode> rows = new ArrayList<>(list.size());
    for (JsonNode row : list) {
      if (!row.isObject()) {
        throw new WarehouseException(Problem.BAD_DATA);
      }
      rows.add(row);
    }
    return rows;
  }

  private static JsonNode onlyList(JsonNode body) {
    if (!body.isObject()) {
      return body;
    }
    List<JsonNode> lists = new ArrayList<>();
    body.forEach(
        v -> {
          if (v.isArray()) {
            lists.add(v);
          }
        });
    return lists.size() == 1 ? lists.get(0) : body;
  }
}
