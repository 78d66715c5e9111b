package io.nexushive.executor.warehouse.fetched;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How the rows of a table are spread over answers. Numbered pages and offsets end with a page
 * without rows, never with a short one: servers may give fewer rows than were asked for.
 *
 * @param kind none, page (numbers), offset, cursor, next_url (in the answer) or link (header, RFC
 *     8288)
 * @param parameter that takes the page's number, the offset or the cursor
 * @param first number of the first page; 1 without it
 * @param sizeParameter that takes {@code size}; none without it
 * @param size rows to ask for in a page
 * @param next JSON pointer to the next cursor or URL in an answer
 */
@RegisterForReflection
public record Paging(
    Kind kind, String parameter, Integer first, String sizeParameter, Integer size, String next) {
  /** None: everything is in one answer. */
  public static final Paging NONE = new Paging(Kind.NONE, null, null, null, null, null);

  /** The ways that there are. */
  public enum Kind {
    NONE,
    PAGE,
    OFFSET,
    CURSOR,
    NEXT_URL,
    LINK;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What leads to a page.
   *
   * @param parameters to send beside the table's own
   * @param url to read instead of the table's own; {@code null} where it is the table's own
   */
  public record Page(Map<String, JsonNode> parameters, String url, long position) {}

  public Paging {
    if (kind == null) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    boolean counted = kind == Kind.PAGE || kind == Kind.OFFSET || kind == Kind.CURSOR;
    boolean pointed = kind == Kind.CURSOR || kind == Kind.NEXT_URL;
    boolean sized = sizeParameter != null;
    if (counted != (parameter != null) || pointed != (next != null) || sized != (size != null)) {
      throw new WarehouseException(Problem.MISCONFIGURED);
    }
    DeclaredColumn.requirePointer(next);
  }

  /** The first page. */
  public Page start() {
    Map<String, JsonNode> parameters = sized();
    long position = kind == Kind.PAGE && first == null ? 1 : first == null ? 0 : first;
    if (kind == Kind.PAGE || kind == Kind.OFFSET) {
      parameters.put(parameter, LongNode.valueOf(position));
    }
    return new Page(parameters, null, position);
  }

  /**
   * The page after {@code page}; empty where that was the last.
   *
   * @param rows how many it had
   * @param answer that it was
   * @param link what its Link header calls the next page; {@code null} without one
   */
  public Optional<Page> after(Page page, int rows, JsonNode answer, String link) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case PAGE -> counted(rows, page.position() + 1);
      case OFFSET -> counted(rows, page.position() + rows);
      case CURSOR ->
          pointed(answer)
              .map(
                  cursor -> {
                    Map<String, JsonNode> parameters = sized();
                    parameters.put(parameter, TextNode.valueOf(cursor));
                    return new Page(parameters, null, page.position() + rows);
                  });
      case NEXT_URL -> pointed(answer).map(url -> new Page(Map.of(), url, page.position() + rows));
      case LINK ->
          Optional.ofNullable(link).map(url -> new Page(Map.of(), url, page.position() + rows));
    };
  }

  private Optional<Page> counted(int rows, long position) {
    if (rows == 0) {
      return Optional.empty();
    }
    Map<String, JsonNode> parameters = sized();
    parameters.put(parameter, LongNode.valueOf(position));
    return Optional.of(new Page(parameters, null, position));
  }

  private Optional<String> pointed(JsonNode answer) {
    JsonNode found = answer.at(JsonPointer.compile(next));
    boolean more = found.isTextual() && !found.textValue().isEmpty() || found.isNumber();
    if (!more && found.isValueNode() && !found.isNull() && !found.asText().isEmpty()) {
      return found.isBoolean() && !found.booleanValue() ? Optional.empty() : malformed();
    }
    return more ? Optional.of(found.asText()) : Optional.empty();
  }

  private static Optional<String> malformed() {
    throw new WarehouseException(Problem.BAD_DATA);
  }

  private Map<String, JsonNode> sized() {
    Map<String, JsonNode> parameters = new HashMap<>();
    if (sizeParameter != null) {
      parameters.put(sizeParameter, IntNode.valueOf(size));
    }
    return parameters;
  }
}
