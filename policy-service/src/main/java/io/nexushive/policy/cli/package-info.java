/** Programs that decide on files: a corpus, a policy's own examples, two versions of a policy. */
package io.nexushive.policy.cli;
