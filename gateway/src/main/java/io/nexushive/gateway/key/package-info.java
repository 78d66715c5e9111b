/** Public keys for whoever verifies what services say, and what is signed anew when they change. */
package io.nexushive.gateway.key;
