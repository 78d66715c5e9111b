/** A real PostgreSQL for one machine, with a schema and a role for each service that keeps rows. */
package io.nexushive.local.postgres;
