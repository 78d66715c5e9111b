/** The translator service: questions in plain language become SQL, or an honest question back. */
package io.nexushive.translator;
