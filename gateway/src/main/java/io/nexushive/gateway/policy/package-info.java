/** What policy would say of a text, before anybody asks anything. */
package io.nexushive.gateway.policy;
