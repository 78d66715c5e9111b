package io.nexushive.executor.bootstrap;

import io.nexushive.executor.demo.DemoEngine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A schema to which the demonstration is to be written, over its vendor's own driver. */
interface Target {

  DemoEngine engine();

  /** The schema as people call it. */
  String place();

  /**
   * A session that may write, in which names without a schema mean those of the target's.
   *
   * @param secret of the login that writes
   */
  Connection open(String secret) throws SQLException;

  /** Asks for the schema itself, in one column; no row where there is none. */
  String schemaExists();

  /** Asks for the names of all tables and views in the schema, in one column. */
  String tables();

  /**
   * What makes the login that reads, and lets it read the demonstration and nothing else. There is
   * nothing secret in it; what an operator fills in himself is written as an ellipsis.
   */
  List<String> reader();

  /**
   * Runs the like of {@link #reader}.
   *
   * @param secret of the login that reads; asked for only where it is needed
   */
  void makeReader(Connection session, Supplier<String> secret) throws SQLException;

  /** The settings of a connection that reads what was written. */
  Map<String, String> connection();

  /** What is left to do for somebody who may, in a sentence each. */
  List<String> left();
}
