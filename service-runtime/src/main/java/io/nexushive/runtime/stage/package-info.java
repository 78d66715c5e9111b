/**
 * A stage of the pipeline: takes an event, works on it, says what follows. Delivery is at least
 * once; a stage that runs twice on the same event says the same thing under the same ids.
 */
package io.nexushive.runtime.stage;
