/**
 * Schema linking for catalogues of any size: an index over the tables of a connection finds those a
 * question may be about; parser and language models see these alone.
 */
package io.nexushive.translator.linking;
