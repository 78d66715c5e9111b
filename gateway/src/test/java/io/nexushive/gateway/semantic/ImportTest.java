package io.nexushive.gateway.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModel.Cardinality;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTest {
  @Test
  void dbtMeasuresDimensionsAndSimpleMetricsAreTakenOver() throws IOException {
    Imported imported =
        DbtImport.of(
            yaml(
                """
                semantic_models:
                  - name: orders
                    model: ref('fct_orders')
                    defaults: {agg_time_dimension: ordered_on}
                    entities: [{name: order_id, type: primary}]
                    dimensions:
                      - {name: ordered_on, type: time, expr: order_date}
                      - {name: size, type: categorical, expr: "case when total > 5 then 'big' end"}
                    measures:
                      - {name: order_total, agg: sum, expr: total}
                      - {name: customers, agg: count_distinct, expr: customer_id}
                      - {name: orders, agg: count, expr: "1"}
                      - {name: middle, agg: median, expr: total}
                      - {name: stock, agg: sum, non_additive_dimension: {name: ordered_on}}
                metrics:
                  - name: revenue
                    label: Revenue
                    type: simple
                    type_params: {measure: order_total}
                    config: {meta: {owner: Finance, synonyms: [turnover]}}
                  - {name: buyers, type: simple, type_params: {measure: {name: customers}}}
                  - {name: order_count, type: simple, type_params: {measure: orders}}
                  - {name: big, type: simple, type_params: {measure: order_total}, filter: "x > 1"}
                  - {name: share, type: ratio, type_params: {numerator: a, denominator: b}}
                  - {name: lost, type: simple, type_params: {measure: nowhere}}
                saved_queries: []
                """));
    SemanticModel.Entity orders = imported.model().entity("fct_orders").orElseThrow();
    assertThat(orders.timeColumn()).isEqualTo("order_date");
    assertThat(orders.synonyms()).containsExactly("orders");
    assertThat(orders.column("order_date").orElseThrow().synonyms()).containsExactly("ordered on");
    assertThat(imported.model().metrics())
        .extracting(SemanticModel.Metric::name, SemanticModel.Metric::expression)
        .containsExactly(
            tuple("revenue", "SUM(total)"),
            tuple("buyers", "COUNT(DISTINCT customer_id)"),
            tuple("order_count", "COUNT(*)"));
    assertThat(imported.model().metrics().get(0).owner()).isEqualTo("Finance");
    assertThat(imported.model().metrics()).noneMatch(SemanticModel.Metric::certified);
    assertThat(imported.leftOut())
        .hasSize(7)
        .anyMatch(line -> line.contains("dimension size"))
        .anyMatch(line -> line.contains("measure middle"))
        .anyMatch(line -> line.contains("measure stock"))
        .anyMatch(line -> line.contains("metric big"))
        .anyMatch(line -> line.contains("metric share"))
        .anyMatch(line -> line.contains("metric lost"))
        .anyMatch(line -> line.contains("saved_queries"));
    assertThat(SemanticText.read(SemanticText.write(imported.model())).flaws()).isEmpty();
  }

  @Test
  void snowflakeTablesAreTakenOver() throws IOException {
    Imported imported =
        SnowflakeImport.of(
            yaml(
                """
                name: sales
                tables:
                  - name: daily_sales
                    synonyms: [turnover list]
                    base_table: {database: d, schema: s, table: SALES}
                    primary_key: {columns: [ID]}
                    dimensions:
                      - {name: product, expr: PRODUCT_NAME, synonyms: [article], data_type: TEXT}
                      - {name: upper_name, expr: UPPER(PRODUCT_NAME)}
                    time_dimensions: [{name: sold_on, expr: SALE_DATE}]
                    facts: [{name: revenue, expr: REVENUE, default_aggregation: sum}]
                    measures: [{name: cost, expr: SUM(COST)}]
                    metrics:
                      - {name: average_price, expr: AVG(PRICE), synonyms: [mean price]}
                      - {name: odd, expr: REVENUE - COST}
                    filters: [{name: recent, expr: SALE_DATE > '2024-01-01'}]
                relationships: [{name: sales_to_product}]
                verified_queries: [{name: q1}]
                custom_instructions: say it in verse
                """));
    SemanticModel.Entity sales = imported.model().entity("SALES").orElseThrow();
    assertThat(sales.synonyms()).containsExactly("turnover list", "daily sales");
    assertThat(sales.timeColumn()).isEqualTo("SALE_DATE");
    assertThat(sales.column("PRODUCT_NAME").orElseThrow().synonyms())
        .containsExactly("article", "product");
    assertThat(imported.model().metrics())
        .extracting(SemanticModel.Metric::name, SemanticModel.Metric::expression)
        .containsExactly(
            tuple("revenue", "SUM(REVENUE)"),
            tuple("cost", "SUM(COST)"),
            tuple("average_price", "AVG(PRICE)"));
    assertThat(imported.leftOut())
        .hasSize(6)
        .anyMatch(line -> line.contains("upper_name"))
        .anyMatch(line -> line.contains("metric odd"))
        .anyMatch(line -> line.contains("filter recent"))
        .anyMatch(line -> line.contains("relationships, sales_to_product: one of its tables"))
        .anyMatch(line -> line.contains("verified_queries, q1"))
        .anyMatch(line -> line.contains("custom_instructions"));
    assertThat(SemanticText.read(SemanticText.write(imported.model())).flaws()).isEmpty();
  }

  @Test
  void dbtEntitiesBecomeJoins() throws IOException {
    Imported imported =
        DbtImport.of(
            yaml(
                """
                semantic_models:
                  - name: orders
                    model: ref('fct_orders')
                    entities:
                      - {name: order_id, type: primary}
                      - {name: customer, type: foreign, expr: customer_id}
                      - {name: courier, type: foreign, expr: courier_id}
                      - {name: day, type: foreign, expr: "date_trunc('day', at)"}
                      - {name: season, type: natural}
                  - name: customers
                    model: ref('dim_customers')
                    entities: [{name: customer, type: primary, expr: id}]
                  - name: scores
                    entities: [{name: customer, type: unique, expr: scored}]
                """));
    assertThat(imported.model().joins())
        .extracting(
            join -> join.from() + "." + join.columns().get(0).from(),
            join -> join.to() + "." + join.columns().get(0).to(),
            SemanticModel.Join::cardinality)
        .containsExactly(
            tuple("fct_orders.customer_id", "dim_customers.id", Cardinality.MANY_TO_ONE),
            tuple("fct_orders.customer_id", "scores.scored", Cardinality.MANY_TO_ONE),
            tuple("dim_customers.id", "scores.scored", Cardinality.ONE_TO_ONE));
    assertThat(imported.leftOut())
        .hasSize(3)
        .anyMatch(line -> line.contains("entity courier: no semantic model"))
        .anyMatch(line -> line.contains("entity day: it is computed"))
        .anyMatch(line -> line.contains("entity season"));
    assertThat(SemanticText.read(SemanticText.write(imported.model())).flaws()).isEmpty();
  }

  @Test
  void snowflakeRelationshipsBecomeJoins() throws IOException {
    Imported imported =
        SnowflakeImport.of(
            yaml(
                """
                name: sales
                tables:
                  - name: orders
                    base_table: {table: ORDERS}
                    dimensions: [{name: buyer, expr: CUSTOMER_ID}]
                  - {name: customers, base_table: {table: CUSTOMERS}}
                relationships:
                  - name: orders_to_customers
                    left_table: orders
                    right_table: customers
                    relationship_columns: [{left_column: buyer, right_column: ID}]
                    relationship_type: many_to_one
                    join_type: left_outer
                  - {name: bare, left_table: orders, right_table: customers}
                  - name: crossed
                    left_table: orders
                    right_table: customers
                    relationship_columns: [{left_column: buyer, right_column: ID}]
                    relationship_type: many_to_many
                """));
    assertThat(imported.model().joins())
        .containsExactly(
            new SemanticModel.Join(
                "orders_to_customers",
                "ORDERS",
                "CUSTOMERS",
                List.of(new SemanticModel.Pair("CUSTOMER_ID", "ID")),
                Cardinality.MANY_TO_ONE,
                null,
                List.of()));
    assertThat(imported.leftOut())
        .hasSize(3)
        .anyMatch(line -> line.contains("join_type"))
        .anyMatch(line -> line.contains("bare: it pairs no columns"))
        .anyMatch(line -> line.contains("crossed: relationships of type many_to_many"));
    assertThat(SemanticText.read(SemanticText.write(imported.model())).flaws()).isEmpty();
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }
}
