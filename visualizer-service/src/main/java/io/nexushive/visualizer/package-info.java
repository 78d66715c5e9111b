/** The visualizer: turns a result into a chart and into words whose figures are the result's. */
package io.nexushive.visualizer;
