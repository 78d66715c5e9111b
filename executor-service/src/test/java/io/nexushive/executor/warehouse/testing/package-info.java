/** What the doubles of services have in common that cannot run on a developer's machine. */
package io.nexushive.executor.warehouse.testing;
