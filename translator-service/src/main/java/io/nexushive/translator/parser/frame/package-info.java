/**
 * What a question asks for, between reading and composition: things to show, tests, groups, order,
 * with a {@link io.nexushive.translator.parser.frame.Slot} for each column still to be settled.
 */
package io.nexushive.translator.parser.frame;
