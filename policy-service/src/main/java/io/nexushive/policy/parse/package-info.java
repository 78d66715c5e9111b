/**
 * Has JSqlParser parse the tokens and carries its tree over into the closed tree of {@code tree},
 * class by class from an allow-list. What was written and does not come out again is refused.
 */
package io.nexushive.policy.parse;
