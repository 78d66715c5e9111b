/**
 * What the services say to each other, as plain Java: the envelope that travels, the events that
 * carry it, what a client sees on the way, and the signatures that make it believable. No
 * framework, no I/O.
 */
package io.nexushive.model;
