/** The catalogue as a set of roles may see it. */
package io.nexushive.policy.catalog;
