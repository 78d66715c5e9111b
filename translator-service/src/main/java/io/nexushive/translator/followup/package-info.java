/**
 * Understands questions that go on from an earlier one of their thread: what they change, and what
 * they keep.
 */
package io.nexushive.translator.followup;
