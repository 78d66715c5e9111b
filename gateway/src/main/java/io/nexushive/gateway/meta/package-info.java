/** What there is here, and whether it works. */
package io.nexushive.gateway.meta;
