/** Everything that the product needs around its services, on one machine. */
package io.nexushive.local;
