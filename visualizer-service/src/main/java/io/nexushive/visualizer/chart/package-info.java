/**
 * Charts. What to draw is decided once, from the result's types and the words of the question; both
 * forms, Vega-Lite and Chart.js, say the same thing. Both are data: no expression, no function, no
 * address.
 *
 * <p><b>Vega-Lite 5.</b> {@code data} is {@code {"name": "result"}}: the reader supplies the rows,
 * one object per row with a field for each column.
 *
 * <p><b>Chart.js 4.</b> The configuration names columns where Chart.js wants arrays: {@code
 * data.labels.column} is the column along the axis, {@code data.datasets[].column} the column of a
 * dataset's figures. Where {@code data.series.column} is present, there is one dataset for each of
 * that column's values. A scatter's dataset has {@code x} and {@code y}, each with a column. Rows
 * are taken in the result's order unless {@code data.labels.sort} says {@code ascending}.
 */
package io.nexushive.visualizer.chart;
