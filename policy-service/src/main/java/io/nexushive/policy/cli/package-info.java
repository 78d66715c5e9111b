/** Decides on whole files of SQL in one process. */
package io.nexushive.policy.cli;
