/** Death at a chosen point, for tests that kill a service and see that nothing is lost. */
package io.nexushive.runtime.fault;
