/** What people use of language models, and how much of it they may use in a day. */
package io.nexushive.gateway.budget;
