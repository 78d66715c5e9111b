/** Approved question-SQL pairs, which answer before anything else does. */
package io.nexushive.translator.verified;
