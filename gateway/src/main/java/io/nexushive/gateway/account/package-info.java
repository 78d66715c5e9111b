/** Local accounts: who they are, how they prove it, and the tokens and sessions they get for it. */
package io.nexushive.gateway.account;
