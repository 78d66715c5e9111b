/**
 * The decision itself: a text in, a verdict out, in plain Java. Anything unforeseen is a denial.
 */
package io.nexushive.policy.engine;
