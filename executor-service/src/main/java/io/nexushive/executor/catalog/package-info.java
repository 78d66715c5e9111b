/** Reads what connections hold and says it on the catalogue topic, as far as it changed. */
package io.nexushive.executor.catalog;
