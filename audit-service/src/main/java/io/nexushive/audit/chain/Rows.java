package io.nexushive.audit.chain;

import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Rows as they stand in the tables. */
public final class Rows {
  /** All columns but the hash, in their order, parted by commas. */
  public static final String COLUMNS =
      Arrays.stream(Column.values()).map(Column::columnName).collect(Collectors.joining(", "));

  private Rows() {}

  /** Reads the current row, whose columns are {@link #COLUMNS}. */
  public static Fields read(ResultSet row) throws SQLException {
    Fields fields = new Fields();
    for (Column column : Column.values()) {
      fields.set(column, read(row, column, column.ordinal() + 1));
    }
    return fields;
  }

  /** Reads one column of the current row. */
  public static Object read(ResultSet row, Column column, int index) throws SQLException {
    return column.type().fromJdbc(row.getObject(index, column.type().jdbcType()));
  }

  /** All chains by the id under which they are stored, in the order of topic and partition. */
  public static Map<UUID, Chain> chains(Connection connection) throws SQLException {
    Map<UUID, Chain> chains = new LinkedHashMap<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT chain_id, cluster_id, topic_id, topic, partition FROM audit.chain"
                    + " ORDER BY topic, partition, chain_id");
        ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        chains.put(
            rows.getObject(1, UUID.class),
            new Chain(
                rows.getString(2),
                rows.getObject(3, UUID.class),
                rows.getString(4),
                rows.getInt(5)));
      }
    }
    return chains;
  }

  /** How many records all chains have, as their last numbers say; looks at one row of each. */
  public static long count(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT coalesce(sum((SELECT max(seq) FROM audit.record r"
                    + " WHERE r.chain_id = c.chain_id)), 0) FROM audit.chain c");
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
