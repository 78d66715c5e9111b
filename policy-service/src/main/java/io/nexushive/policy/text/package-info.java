/**
 * Reads SQL as characters: normalises, guards, and cuts it into tokens exactly as its dialect
 * would. No parser sees a text that did not pass here, nor the content of any literal.
 */
package io.nexushive.policy.text;
