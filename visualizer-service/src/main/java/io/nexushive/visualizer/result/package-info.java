/** A result as charts and answers look at it: by column. */
package io.nexushive.visualizer.result;
