/** What keeps one system's failure from becoming the failure of those that call it. */
package io.nexushive.runtime.resilience;
