package io.nexushive.model.envelope;

import java.util.List;

/** Absent lists are empty lists: a reader never asks twice. */
final class Lists {
  private Lists() {}

  static <T> List<T> copy(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
