package io.nexushive.executor.warehouse.bigquery;

import io.nexushive.executor.warehouse.TableSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks what the login could do to tables beyond reading them. What it could do to the project the
 * service does not tell who may only read.
 */
final class BigQueryRights {
  /** Rights are mostly given on the dataset: those of a few tables are those of all. */
  private static final int TABLES = 20;

  private static final Map<String, String> FINDINGS = new LinkedHashMap<>();

  static {
    FINDINGS.put("bigquery.tables.updateData", "The login may change rows of some tables.");
    FINDINGS.put("bigquery.tables.update", "The login may change the form of some tables.");
    FINDINGS.put("bigquery.tables.delete", "The login may delete some tables.");
    FINDINGS.put(
        "bigquery.tables.setIamPolicy", "The login may give others rights on some tables.");
    FINDINGS.put("bigquery.tables.export", "The login may export some tables to storage.");
  }

  private BigQueryRights() {}

  static List<String> findings(BigQueryClient client, List<TableSchema> tables) throws IOException {
    Set<String> held = new TreeSet<>();
    for (TableSchema table : tables.subList(0, Math.min(TABLES, tables.size()))) {
      held.addAll(client.permitted(table.name(), List.copyOf(FINDINGS.keySet())));
    }
    List<String> findings = new ArrayList<>();
    FINDINGS.forEach(
        (permission, finding) -> {
          if (held.contains(permission)) {
            findings.add(finding);
          }
        });
    return findings;
  }
}
