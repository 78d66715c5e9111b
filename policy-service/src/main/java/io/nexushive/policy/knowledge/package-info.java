/** What the service knows from topics: policies of projects and catalogues of connections. */
package io.nexushive.policy.knowledge;
