package io.nexushive.policy.parse;

import io.nexushive.policy.text.SqlRefused;
import java.util.Locale;
import java.util.Set;

/** Types that a value may be cast to. Some types of Postgres look into its catalogue. */
final class TypeNames {
  private static final Set<String> PERMITTED =
      Set.of(
          "int",
          "integer",
          "int2",
          "int4",
          "int8",
          "int64",
          "int32",
          "smallint",
          "bigint",
          "tinyint",
          "mediumint",
          "hugeint",
          "ubigint",
          "uinteger",
          "usmallint",
          "utinyint",
          "numeric",
          "decimal",
          "dec",
          "number",
          "bignumeric",
          "bigdecimal",
          "real",
          "float",
          "float4",
          "float8",
          "float64",
          "double",
          "double precision",
          "money",
          "text",
          "string",
          "varchar",
          "character varying",
          "char",
          "character",
          "bpchar",
          "nchar",
          "nvarchar",
          "char varying",
          "tinytext",
          "mediumtext",
          "longtext",
          "clob",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "datetime",
          "timestamp with time zone",
          "timestamp without time zone",
          "time with time zone",
          "time without time zone",
          "timestamp_ntz",
          "timestamp_ltz",
          "timestamp_tz",
          "timestamp_s",
          "timestamp_ms",
          "timestamp_ns",
          "interval",
          "year",
          "boolean",
          "bool",
          "json",
          "jsonb",
          "uuid",
          "signed",
          "unsigned",
          "signed integer",
          "unsigned integer",
          "bytea",
          "blob",
          "bytes",
          "binary",
          "varbinary",
          "variant",
          "array",
          "object",
          "tsvector",
          "tsquery",
          "long",
          "short");

  private TypeNames() {}

  static void check(String type, int position) {
    String name = type.toLowerCase(Locale.ROOT).replaceAll("\\([^)]*\\)", "");
    name = name.replaceAll("\\[[^]]*]", "").replaceAll("\\s+", " ").strip();
    if (!PERMITTED.contains(name)) {
      throw new SqlRefused("type", "A cast to " + type + " is not permitted.", position, true);
    }
  }
}
