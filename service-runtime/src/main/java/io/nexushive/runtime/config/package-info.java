/** Configuration that every service has, and the keys and identity that follow from it. */
package io.nexushive.runtime.config;
