/** What questions can be translated with; the translator keeps the list. */
package io.nexushive.gateway.model;
