package io.nexushive.translator.parser.frame;

import io.nexushive.translator.schema.Column;
import io.nexushive.translator.schema.Table;

/** A link table whose two keys point at the same table. */
public record Relation(Table link, Column from, Column to, Table ends) {}
