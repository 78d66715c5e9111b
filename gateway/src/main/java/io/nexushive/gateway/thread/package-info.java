/**
 * Conversations: questions of one person that see each other, with the model and connection chosen
 * for them.
 */
package io.nexushive.gateway.thread;
