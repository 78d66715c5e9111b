package io.nexushive.executor.warehouse;

/**
 * How much work a statement is likely to be.
 *
 * @param rows about how many rows come out; {@code null} where unknown
 * @param cost in the warehouse's own unit; {@code null} where unknown
 * @param plan its plan, one step a line, without any value
 */
public record Estimate(Long rows, Double cost, String plan) {}
