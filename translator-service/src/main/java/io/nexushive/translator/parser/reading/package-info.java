/**
 * From nodes to a {@link io.nexushive.translator.parser.frame.Frame}: the {@link
 * io.nexushive.translator.parser.reading.Reader} goes through a question from left to right, and
 * each {@link io.nexushive.translator.parser.reading.Rule} takes the phrase that it knows.
 */
package io.nexushive.translator.parser.reading;
