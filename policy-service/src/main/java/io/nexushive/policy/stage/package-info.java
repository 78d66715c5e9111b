/** Translated queries and stewards' decisions in; approved, rejected or waiting queries out. */
package io.nexushive.policy.stage;
