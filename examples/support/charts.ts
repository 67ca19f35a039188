import { readFileSync } from "node:fs";
import { HeatmapChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, VisualMapComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([HeatmapChart, LineChart, GridComponent, LegendComponent, VisualMapComponent, SVGRenderer]);

const styles = JSON.parse(readFileSync(new URL("charts.json", import.meta.url), "utf8")) as Styles;
type Styles = Readonly<Record<"size" | "theme" | "grid" | "time", Readonly<Record<string, object>>>>;

/** Values by day, under a name. */
export interface Series {
  readonly name: string;
  readonly data: readonly number[];
}

/** Counts by two scores of 1 to 5: `[across, up, count]`. */
export type ScoreCell = readonly [across: number, up: number, count: number];

/** A grid of counts as an SVG text, the more the darker. */
export function scoreGrid(across: string, up: string, cells: readonly ScoreCell[]): string {
  const { axis, series, visualMap, ...rest } = styles.grid;
  const max = Math.max(...cells.map(([, , count]) => count));
  // Dark on light and light on dark: the middle of the scale is where the colours turn.
  const label = (count: number): object => ({ color: count > max * 0.45 ? "#fff" : "#12385c" });
  return drawn({
    ...rest,
    xAxis: { ...axis, name: across, nameGap: 28 },
    yAxis: { ...axis, name: up, nameGap: 36 },
    visualMap: { ...visualMap, max },
    series: [
      { ...series, data: cells.map(([x, y, count]) => ({ value: [`${x}`, `${y}`, count], label: label(count) })) },
    ],
  });
}

/** Areas that lie upon each other, day by day, as an SVG text. */
export function areasOverTime(days: readonly string[], areas: readonly Series[]): string {
  const { series, alone, ...rest } = styles.time;
  const xAxis = { type: "category", boundaryGap: false, data: days };
  return drawn({
    ...rest,
    xAxis,
    series: areas.map((area) => ({ ...series, ...(areas.length === 1 && alone), ...area })),
  });
}

function drawn(option: object): string {
  const chart = init(null, styles.theme, { renderer: "svg", ssr: true, ...styles.size });
  chart.setOption({ animation: false, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
