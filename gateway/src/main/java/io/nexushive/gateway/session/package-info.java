/**
 * Who is calling: browser sessions, what their cookie may do, and the caller behind a verified
 * token.
 */
package io.nexushive.gateway.session;
