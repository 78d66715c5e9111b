/** The demonstration warehouse: made once, the same every time. */
package io.nexushive.executor.demo;
