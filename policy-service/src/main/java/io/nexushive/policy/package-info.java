/** The only judge: decides on SQL, rewrites it, and signs permission to run it. */
package io.nexushive.policy;
