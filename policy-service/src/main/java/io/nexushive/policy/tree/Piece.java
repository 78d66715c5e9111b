package io.nexushive.policy.tree;

/** A part of something printed in a row: a word, or an expression. */
public sealed interface Piece permits Word, Expr {}
