package io.nexushive.translator.parser.composition;

import io.nexushive.translator.parser.frame.Frame;
import io.nexushive.translator.schema.Column;
import io.nexushive.translator.sql.Condition;

/**
 * A test of a frame as a condition on rows.
 *
 * @param value whether the column is tested for one value, so that a second value is an alternative
 */
record Tested(Condition condition, Column column, boolean value, Frame.Filter filter) {}
