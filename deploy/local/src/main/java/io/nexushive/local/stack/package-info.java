/** The whole product on one machine: what runs where, started, watched and stopped in order. */
package io.nexushive.local.stack;
