/** What the translator's tests share. */
package io.nexushive.translator.testing;
