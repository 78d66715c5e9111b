/** What holds for every call, before any resource sees it. */
package io.nexushive.gateway.http;
