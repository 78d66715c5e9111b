/**
 * SQLite files below the executor's data folder, opened so that nothing but reading is possible.
 */
package io.nexushive.executor.warehouse.sqlite;
