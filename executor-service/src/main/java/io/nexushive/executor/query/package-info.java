/** The stage itself: a grant is checked, its statement is run, its rows are looked at. */
package io.nexushive.executor.query;
