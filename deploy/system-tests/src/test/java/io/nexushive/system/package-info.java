/** The whole product, started as {@code ./nexus up} starts it and used as its users use it. */
package io.nexushive.system;
