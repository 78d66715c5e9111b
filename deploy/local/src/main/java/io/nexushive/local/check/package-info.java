/** What is looked at before anything is started, so that nothing is left half-started. */
package io.nexushive.local.check;
