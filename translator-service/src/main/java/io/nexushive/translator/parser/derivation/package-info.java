/** Figures that are made of other figures: shares of a total, ratios, growth. */
package io.nexushive.translator.parser.derivation;
