"use strict";
/* Charts of the last hour. uPlot draws; a sentence beside each chart says the same in words. */
const Charts = (() => {
  const HOUR_SECONDS = 3600;
  const charts = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function axis(extra) {
    return {
      stroke: colour("--quiet"),
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { stroke: colour("--line"), width: 1 },
      font: "12px system-ui, sans-serif",
      ...extra,
    };
  }

  function options(chart) {
    return {
      width: chart.element.clientWidth,
      height: 160,
      legend: { live: false },
      cursor: { show: false },
      scales: { y: { range: (plot, low, high) => [0, Math.max(high || 0, chart.least) * 1.1] } },
      axes: [
        axis({ values: "{HH}:{mm}", space: 70 }),
        axis({ size: 56, values: (plot, ticks) => ticks.map((tick) => chart.label(tick)) }),
      ],
      series: [
        { label: "time" },
        ...chart.lines.map((line) => ({
          label: line.label,
          stroke: colour(line.colour),
          dash: line.dash,
          width: 2,
          points: { show: false },
          spanGaps: false,
        })),
      ],
    };
  }

  function draw(chart) {
    if (chart.plot) {
      chart.plot.destroy();
    }
    chart.plot = new uPlot(options(chart), chart.data, chart.element);
  }

  /** Makes a chart; lines name their column of the series, their label, colour and dash. */
  function make(element, lines, label, least) {
    const chart = { element, lines, label, least, data: [[], ...lines.map(() => [])] };
    charts.push(chart);
    draw(chart);
    return chart;
  }

  /** Shows the series that the page has gathered; a step without a value is a gap. */
  function show(chart, series) {
    const now = series.at.length ? series.at[series.at.length - 1] / 1000 : Date.now() / 1000;
    chart.data = [
      series.at.map((at) => at / 1000),
      ...chart.lines.map((line) => series[line.column].map((v) => (v === null ? null : v * (line.factor || 1)))),
    ];
    chart.plot.setData(chart.data, false);
    chart.plot.setScale("x", { min: Math.max(series.at.length ? series.at[0] / 1000 : 0, now - HOUR_SECONDS), max: now });
  }

  function redraw() {
    charts.forEach((chart) => {
      draw(chart);
    });
    document.dispatchEvent(new Event("charts-drawn"));
  }

  let resized = 0;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(redraw, 150);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  return { make, show };
})();
