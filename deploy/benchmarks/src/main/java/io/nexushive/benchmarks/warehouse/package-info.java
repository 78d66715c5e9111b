/** The executor's way to warehouses beside what the drivers do alone. */
package io.nexushive.benchmarks.warehouse;
