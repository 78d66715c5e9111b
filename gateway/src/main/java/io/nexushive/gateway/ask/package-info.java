/** Takes questions: checks, signs, keeps and publishes them. */
package io.nexushive.gateway.ask;
