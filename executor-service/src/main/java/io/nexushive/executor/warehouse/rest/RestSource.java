package io.nexushive.executor.warehouse.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.executor.warehouse.Problem;
import io.nexushive.executor.warehouse.WarehouseException;
import io.nexushive.executor.warehouse.fetched.DeclaredTable;
import io.nexushive.executor.warehouse.fetched.FetchScope;
import io.nexushive.executor.warehouse.fetched.HttpReader;
import io.nexushive.executor.warehouse.fetched.Pages;
import io.nexushive.executor.warehouse.fetched.Paging;
import io.nexushive.executor.warehouse.fetched.RowSource;
import io.nexushive.model.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads endpoints. */
final class RestSource implements RowSource {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>\\s*((?:;\\s*[^,;]+)*)");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*\"?(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"?\\s*(?:;|$)");

  private final HttpReader http;
  private final List<DeclaredTable> tables;

  RestSource(HttpReader http, List<DeclaredTable> tables) {
    this.http = http;
    this.tables = tables;
  }

  @Override
  public String product() {
    return "REST API " + http.destination().name();
  }

  @Override
  public List<DeclaredTable> tables(FetchScope scope) {
    return tables;
  }

  @Override
  public void fetch(DeclaredTable table, Predicate<List<JsonNode>> pages, FetchScope scope) {
    URI[] current = new URI[1];
    Pages.walk(
        table,
        page -> {
          URI uri =
              page.url() == null
                  ? http.destination().at(table.path(), query(table, page))
                  : http.destination().follow(current[0], page.url());
          current[0] = uri;
          return http.send(
              http.request(uri, scope).header("Accept", "application/json").GET().build(),
              scope,
              RestSource::answer);
        },
        pages,
        scope);
  }

  private static String query(DeclaredTable table, Paging.Page page) {
    Map<String, JsonNode> parameters = new TreeMap<>(table.parameters());
    parameters.putAll(page.parameters());
    return parameters.entrySet().stream()
        .map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue().asText()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Pages.Answer answer(HttpResponse<InputStream> response, InputStream body)
      throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(body);
      return new Pages.Answer(json, next(response.headers().allValues("Link")));
    } catch (JacksonException e) {
      throw new WarehouseException(Problem.BAD_DATA, null, e);
    }
  }

  /** The target of the relation {@code next} (RFC 8288); {@code null} without one. */
  static String next(List<String> headers) {
    for (String header : headers) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return link.group(1);
        }
      }
    }
    return null;
  }
}
