/** English as far as questions about tables need it: words, base forms, numbers, synonyms. */
package io.nexushive.translator.language;
