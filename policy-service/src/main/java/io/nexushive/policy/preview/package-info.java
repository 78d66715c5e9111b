/** Says over HTTP what would be decided, without anything running. */
package io.nexushive.policy.preview;
