/** A real broker, a real database and real keys for the tests of every service. */
package io.nexushive.runtime.testing;
