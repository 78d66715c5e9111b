/** The signing keys of a local stack, and the trust store that names their public halves. */
package io.nexushive.local.keys;
