package io.nexushive.policy.scope;

import io.nexushive.policy.catalog.ViewColumn;
import java.util.List;

/**
 * A column that a relation offers.
 *
 * @param name as names are compared; {@code null} where it cannot be named
 * @param sources the stored columns that its values come from
 * @param key whether each value stands for one stored row of the relation
 */
record Field(String name, List<ViewColumn> sources, boolean key) {}
