/** What tests of the gateway share. */
package io.nexushive.gateway.testing;
