/**
 * What the translator knows of each connection: its catalogue and its semantic model, followed by
 * event.
 */
package io.nexushive.translator.connection;
