/** The executor's configuration. */
package io.nexushive.executor.config;
