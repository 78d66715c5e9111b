/** The catalogue topic, read. */
package io.nexushive.runtime.catalog;
