/** How a policy document travels; what it means is the policy service's business alone. */
package io.nexushive.model.policy;
