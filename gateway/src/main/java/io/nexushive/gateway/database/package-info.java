/** Plain SQL on the gateway's schema, in short transactions. */
package io.nexushive.gateway.database;
