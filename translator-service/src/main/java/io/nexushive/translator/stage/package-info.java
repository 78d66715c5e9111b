/**
 * The translator's place in the pipeline: takes questions and rejected candidates, says what became
 * of them.
 */
package io.nexushive.translator.stage;
