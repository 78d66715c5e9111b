/**
 * Everything that was said on any topic, kept so that nobody can change it unnoticed: hash-chained
 * rows in Postgres, signed roots outside of it, and a reader for people.
 */
package io.nexushive.audit;
