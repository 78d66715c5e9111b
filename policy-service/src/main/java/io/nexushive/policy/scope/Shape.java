package io.nexushive.policy.scope;

import java.util.List;

/**
 * What a query gives back.
 *
 * @param singleRow whether it is one row at most
 * @param isolated whether its rows were picked so narrowly that an aggregate over them tells of few
 */
record Shape(List<Field> fields, Level level, boolean singleRow, boolean isolated) {}
