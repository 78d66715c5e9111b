/** How fast the product is beside a bare relay over the same broker, measured in one run. */
package io.nexushive.benchmarks;
