/** Translated queries in; approved, rejected or waiting ones out. */
package io.nexushive.policy.stage;
