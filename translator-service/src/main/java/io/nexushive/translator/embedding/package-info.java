/** What words mean: vectors of a small language model that runs in the process. */
package io.nexushive.translator.embedding;
