/** Takes what askers reply to a question back or to a plan, and lets their requests go on. */
package io.nexushive.gateway.reply;
