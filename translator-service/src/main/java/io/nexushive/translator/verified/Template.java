package io.nexushive.translator.verified;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.translator.linking.ConnectionSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A verified query, ready for questions about one version of its connection. */
final class Template {
  /**
   * How much of the words has to stand in the same order where all of them are the same: all. In
   * the paraphrases and near misses of this module's tests, less than that finds nothing more that
   * is right, and lets two words change places.
   */
  static final double SAME_ORDER = 1;

  private final KnowledgeChanged query;
  private final Dialect dialect;
  private final Map<SlotKind, Collection<ColumnValues>> kinds;
  private final List<Unit> approved;

  /** By the position of its value in {@link #approved}; the others hold as they are. */
  private final Map<Integer, List<Slot>> slots;

  private final Map<Integer, String> names;

  private Template(
      KnowledgeChanged query,
      Dialect dialect,
      Map<SlotKind, Collection<ColumnValues>> kinds,
      List<Unit> approved,
      Map<Integer, List<Slot>> slots) {
    this.query = query;
    this.dialect = dialect;
    this.kinds = kinds;
    this.approved = approved;
    this.slots = slots;
    this.names = names(slots);
  }

  /**
   * Prepares {@code query}.
   *
   * @return absent where the connection has no such columns any more
   */
  static Optional<Template> of(KnowledgeChanged query, ConnectionSchema connection) {
    Optional<List<Slot>> found = new Slots(connection.catalog(), connection.model()).of(query);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Map<SlotKind, Collection<ColumnValues>> kinds = new LinkedHashMap<>();
    for (Slot slot : found.get()) {
      Collection<ColumnValues> values = kinds.computeIfAbsent(slot.kind(), k -> new ArrayList<>());
      if (slot.values() != null) {
        values.add(slot.values());
      }
    }
    Dialect dialect = connection.catalog().dialect();
    Optional<List<Unit>> units = Wording.of(query.question(), kinds);
    if (units.isEmpty()) {
      // Nothing can be told apart by its kind, so only the same question again fits.
      return Optional.of(
          new Template(query, dialect, Map.of(), Wording.of(query.question()), Map.of()));
    }
    return Optional.of(
        new Template(query, dialect, kinds, units.get(), mentioned(found.get(), units.get())));
  }

  /** A slot is a parameter where the question names its value exactly once. */
  private static Map<Integer, List<Slot>> mentioned(List<Slot> all, List<Unit> units) {
    Map<Integer, List<Slot>> mentioned = new LinkedHashMap<>();
    for (Slot slot : all) {
      int[] places =
          IntStream.range(0, units.size())
              .filter(
                  i -> slot.kind().equals(units.get(i).kind()) && isApproved(slot, units.get(i)))
              .toArray();
      if (places.length == 1) {
        mentioned.computeIfAbsent(places[0], i -> new ArrayList<>()).add(slot);
      }
    }
    return mentioned;
  }

  private static boolean isApproved(Slot slot, Unit unit) {
    return slot.fitting(unit.said(), unit.explicit()).filter(slot.approved()::equals).isPresent();
  }

  private static Map<Integer, String> names(Map<Integer, List<Slot>> slots) {
    Map<Integer, String> names = new LinkedHashMap<>();
    slots.forEach(
        (place, same) -> {
          String name = same.get(0).name();
          int count = 2;
          String unique = name;
          while (names.containsValue(unique)) {
            unique = name + "_" + count++;
          }
          names.put(place, unique);
        });
    return names;
  }

  List<Unit> wording() {
    return approved;
  }

  /**
   * The query with the values of {@code question}.
   *
   * @param sameOrder how much of the words has to stand in the same order, 0 to 1
   * @return absent where the question says something else, or a value cannot be bound with
   *     certainty
   */
  Optional<VerifiedQueries.Match> bind(String question, double sameOrder) {
    Optional<List<Unit>> units = Wording.of(question, kinds);
    if (units.isEmpty()) {
      return Optional.empty();
    }
    double likeness = WordOrder.likeness(approved, units.get());
    if (likeness == 0 || likeness < sameOrder) {
      return Optional.empty();
    }
    // Likeness leaves each kind with as many values on both sides, in an order that counts.
    Map<Integer, String> bound = new HashMap<>();
    for (SlotKind kind : kinds.keySet()) {
      int[] here = places(approved, kind);
      int[] there = places(units.get(), kind);
      for (int i = 0; i < here.length; i++) {
        Unit value = units.get().get(there[i]);
        if (!slots.containsKey(here[i])) {
          if (!value.said().equalsIgnoreCase(approved.get(here[i]).said())) {
            return Optional.empty();
          }
          continue;
        }
        Optional<String> fits = fitting(here[i], value.said(), value.explicit());
        if (fits.isEmpty()) {
          return Optional.empty();
        }
        bound.put(here[i], fits.get());
      }
    }
    return match(bound);
  }

  /**
   * The query with values that the asker chose.
   *
   * @throws UnfitValueException when there is no such parameter, or the value does not fit it
   */
  VerifiedQueries.Match with(Map<String, String> chosen) throws UnfitValueException {
    for (String name : chosen.keySet()) {
      if (!names.containsValue(name)) {
        throw new UnfitValueException(
            "The verified query has no parameter " + name + "; it has " + names.values() + ".");
      }
    }
    Map<Integer, String> bound = new HashMap<>();
    for (Map.Entry<Integer, String> named : names.entrySet()) {
      Slot slot = slots.get(named.getKey()).get(0);
      String value = chosen.getOrDefault(named.getValue(), slot.approved());
      bound.put(
          named.getKey(),
          fitting(named.getKey(), value.strip(), true)
              .orElseThrow(
                  () ->
                      new UnfitValueException(
                          "The parameter %s has to be %s."
                              .formatted(named.getValue(), slot.form()))));
    }
    return match(bound)
        .orElseThrow(
            () -> new UnfitValueException("A value has characters that cannot be written in SQL."));
  }

  /** The value as all of its places in the SQL take it. */
  private Optional<String> fitting(int place, String said, boolean explicit) {
    List<String> values =
        slots.get(place).stream().flatMap(slot -> slot.fitting(said, explicit).stream()).toList();
    boolean all =
        values.size() == slots.get(place).size() && values.stream().distinct().count() == 1;
    return all && !values.get(0).isBlank() ? Optional.of(values.get(0)) : Optional.empty();
  }

  private static int[] places(List<Unit> units, SlotKind kind) {
    return IntStream.range(0, units.size()).filter(i -> kind.equals(units.get(i).kind())).toArray();
  }

  private Optional<VerifiedQueries.Match> match(Map<Integer, String> bound) {
    StringBuilder sql = new StringBuilder(query.sql());
    List<VerifiedQuery.Parameter> parameters = new ArrayList<>();
    Map<Slot, String> values = new LinkedHashMap<>();
    slots.forEach(
        (place, same) -> {
          String value = bound.get(place);
          parameters.add(same.get(0).parameter(names.get(place), value));
          same.forEach(slot -> values.put(slot, value));
        });
    // From the end, so that the places before stay where they are.
    List<Slot> backwards =
        values.keySet().stream()
            .sorted((a, b) -> Integer.compare(b.place().start(), a.place().start()))
            .toList();
    for (Slot slot : backwards) {
      Optional<String> literal = slot.literal(values.get(slot), dialect);
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      sql.replace(slot.place().start(), slot.place().end(), literal.get());
    }
    return Optional.of(
        new VerifiedQueries.Match(
            new VerifiedQuery(query.id(), query.question(), query.approvedBy(), parameters),
            sql.toString()));
  }
}
