/** What names and words have in common for all services. */
package io.nexushive.model.text;
