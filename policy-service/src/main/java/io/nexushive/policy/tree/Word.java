package io.nexushive.policy.tree;

/** A keyword, an operator or a bracket. */
public record Word(String text) implements Piece {}
