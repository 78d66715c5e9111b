/**
 * The closed syntax tree that policy decides on, rewrites and prints. What has no form here cannot
 * run, because only text printed from this tree is ever granted.
 */
package io.nexushive.policy.tree;
