/** Language models as translators: they propose, nothing more. Off unless configured. */
package io.nexushive.translator.model;
