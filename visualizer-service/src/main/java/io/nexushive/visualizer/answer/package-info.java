/**
 * Answers in words. No figure is computed here: each one that a text holds is a value of the
 * result, or its number of rows, written as {@link io.nexushive.visualizer.answer.Figures} says.
 */
package io.nexushive.visualizer.answer;
