package io.nexushive.gateway.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModel.Cardinality;
import java.util.ArrayList;
import java.util.List;

/**
 * The <a href="https://docs.getdbt.com/docs/build/entities">entities</a> of dbt semantic models as
 * joins: a foreign one points at the model in which an entity of the same name is primary or
 * unique.
 */
final class DbtEntities {
  private final Imported.Builder out;
  private final List<Key> pointing = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();

  /** An entity of a model, and the column that holds it. */
  private record Key(String entity, String type, String table, String column, String where) {}

  DbtEntities(Imported.Builder out) {
    this.out = out;
  }

  void add(JsonNode entity, String table, String model) {
    String name = entity.path("name").asText();
    String type = entity.path("type").asText();
    String column = entity.path("expr").asText(name);
    String where = model + ", entity " + name;
    Key key = new Key(name, type, table, column, where);
    if (!DbtImport.COLUMN.matcher(column).matches()) {
      out.leaveOut(where, "it is computed: " + column);
    } else if (type.equals("foreign")) {
      pointing.add(key);
    } else if (type.equals("primary") || type.equals("unique")) {
      keys.add(key);
    } else {
      out.leaveOut(where, "entities of type " + type + " do not tell one row");
    }
  }

  /** To be called when all models are known. */
  void join() {
    for (Key from : pointing) {
      List<Key> targets = keys.stream().filter(k -> pointsAt(from, k)).toList();
      targets.forEach(to -> join(from, to, Cardinality.MANY_TO_ONE));
      if (targets.isEmpty()) {
        out.leaveOut(from.where(), "no semantic model has it as primary or unique");
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      for (Key other : keys.subList(i + 1, keys.size())) {
        if (pointsAt(keys.get(i), other)) {
          join(keys.get(i), other, Cardinality.ONE_TO_ONE);
        }
      }
    }
  }

  private static boolean pointsAt(Key from, Key to) {
    return from.entity().equals(to.entity()) && !from.table().equalsIgnoreCase(to.table());
  }

  private void join(Key from, Key to, Cardinality cardinality) {
    out.join(
        new SemanticModel.Join(
            from.table() + "_" + from.entity() + "_" + to.table(),
            from.table(),
            to.table(),
            List.of(new SemanticModel.Pair(from.column(), to.column())),
            cardinality,
            null,
            List.of()));
  }
}
