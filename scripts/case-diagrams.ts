// `npm run diagrams`: draws the workflows that are shipped as pictures for docs/guides/cases.md, from the workflows
// themselves: statuses by how far they are from the beginning, the clock of each by its colour. What a status
// leads to besides its neighbours is written below it.
import { mkdirSync, writeFileSync } from "node:fs";
import { workflowPresets } from "../src/cases/presets.js";
import type { Workflow } from "../src/cases/sections.js";

interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

const [width, height, across, down, margin] = [164, 58, 236, 124, 28];
const colours = {
  running: { fill: "#e3f2ec", line: "#2f7d5b" },
  paused: { fill: "#fdf1d6", line: "#b07d12" },
  stopped: { fill: "#eceff3", line: "#66707c" },
} as const;

const folder = new URL("../docs/guides/cases/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, workflow] of Object.entries(workflowPresets))
  writeFileSync(new URL(`${name}.svg`, folder), pictureOf(name, workflow));

function pictureOf(name: string, workflow: Workflow): string {
  const boxes = placed(workflow);
  const [right, bottom] = [Math.max(...boxes.map(({ x }) => x)), Math.max(...boxes.map(({ y }) => y))];
  const [w, h] = [right + width + margin, bottom + height + margin + 62];
  const ways = boxes.flatMap((box) => waysOf(box, boxes, workflow));
  const shown = boxes.flatMap((box) => [boxOf(box, workflow), ...othersOf(box, boxes, workflow)]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" font-family="Helvetica, Arial, 'Noto Sans CJK SC', sans-serif" role="img" aria-label="The workflow ${name}">`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#5b6570"/></marker></defs>',
    `<rect width="${w}" height="${h}" fill="#ffffff"/>`,
    ...ways,
    ...shown,
    legend(h - 26),
    "</svg>\n",
  ].join("\n");
}

/** By how many moves a status is from the beginning; ends without a way out stand at the right. */
function placed({ initial, statuses }: Workflow): readonly Box[] {
  const depths = new Map([[initial, 0]]);
  for (const [name, depth] of depths)
    for (const next of statuses[name]?.to ?? []) if (!depths.has(next)) depths.set(next, depth + 1);
  const last =
    Math.max(...[...depths].filter(([name]) => !isEnd(name, { initial, statuses })).map(([, depth]) => depth)) + 1;
  const columns = new Map<number, string[]>();
  for (const [name, depth] of depths) {
    const column = isEnd(name, { initial, statuses }) ? last : depth;
    columns.set(column, [...(columns.get(column) ?? []), name]);
  }
  const most = Math.max(...[...columns.values()].map(({ length }) => length));
  return [...columns].flatMap(([depth, names]) =>
    names.map((name, i) => ({
      name,
      depth,
      x: margin + depth * across,
      y: margin + (i + (most - names.length) / 2) * down,
    })),
  );
}

function isEnd(name: string, { statuses }: Workflow): boolean {
  return statuses[name]?.to.length === 0;
}

function waysOf(from: Box, boxes: readonly Box[], { statuses }: Workflow): readonly string[] {
  return (statuses[from.name]?.to ?? []).flatMap((name) => {
    const to = boxes.find((box) => box.name === name);
    return to === undefined || !isNear(from, to, boxes) ? [] : [wayOf(from, to)];
  });
}

/** A way into the next column, or to the neighbour in the same, is drawn; others are written below the box. */
function isNear(from: Box, to: Box, boxes: readonly Box[]): boolean {
  if (to.depth === from.depth) return Math.abs(to.y - from.y) === down;
  const columns = [...new Set(boxes.map(({ depth }) => depth))].sort((left, right) => left - right);
  return columns.indexOf(to.depth) - columns.indexOf(from.depth) === 1;
}

function wayOf(from: Box, to: Box): string {
  const style = 'fill="none" stroke="#5b6570" stroke-width="1.3" marker-end="url(#tip)"';
  if (to.depth > from.depth) {
    const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x, to.y + height / 2];
    const bend = (x2 - x1) / 2;
    return `<path d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}" ${style}/>`;
  }
  const goesDown = to.y > from.y;
  const x = from.x + width - (goesDown ? 30 : 12);
  const [y1, y2] = [goesDown ? from.y + height : from.y, goesDown ? to.y : to.y + height];
  return `<path d="M${x} ${y1}L${x} ${y2}" ${style}/>`;
}

/** The ways out that no line is drawn for, two to a line. */
function othersOf(box: Box, boxes: readonly Box[], { statuses }: Workflow): readonly string[] {
  const others = (statuses[box.name]?.to ?? []).filter((name) => {
    const to = boxes.find((each) => each.name === name);
    return to !== undefined && !isNear(box, to, boxes);
  });
  const lines = others.reduce<readonly string[]>((before, name) => {
    const last = before.at(-1);
    const together = `${last ?? ""}, ${name}`;
    return last === undefined || together.length > 24 ? [...before, name] : [...before.slice(0, -1), together];
  }, []);
  return lines.map((names, i) => {
    const y = box.y + height + 14 + i * 13;
    return `<text x="${box.x + 2}" y="${y}" font-size="10.5" fill="#46505a">${i === 0 ? "→ " : "   "}${names}</text>`;
  });
}

function boxOf({ name, x, y }: Box, workflow: Workflow): string {
  const status = workflow.statuses[name];
  const label = status?.label;
  const [english, chinese] = typeof label === "object" ? [label.en, label["zh-CN"]] : [label, undefined];
  const { fill, line } = colours[status?.clock ?? "stopped"];
  const thick = name === workflow.initial ? 3 : 1.4;
  const edge = isEnd(name, workflow)
    ? `<rect x="${x - 4}" y="${y - 4}" width="${width + 8}" height="${height + 8}" rx="13" fill="none" stroke="${line}"/>`
    : "";
  return `${edge}<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${fill}" stroke="${line}" stroke-width="${thick}"/><text x="${x + width / 2}" y="${y + 19}" text-anchor="middle" font-size="13" font-weight="600" fill="#1d242b">${name}</text><text x="${x + width / 2}" y="${y + 35}" text-anchor="middle" font-size="11" fill="#46505a">${english ?? ""}</text><text x="${x + width / 2}" y="${y + 50}" text-anchor="middle" font-size="11" fill="#46505a">${chinese ?? ""}</text>`;
}

function legend(y: number): string {
  const words = {
    running: "the clock runs",
    paused: "the clock stands still",
    stopped: "stopped: not taken on yet, or done",
  };
  const parts = (["running", "paused", "stopped"] as const).map((clock, i) => {
    const x = margin + i * 190;
    const { fill, line } = colours[clock];
    return `<rect x="${x}" y="${y}" width="14" height="14" rx="3" fill="${fill}" stroke="${line}"/><text x="${x + 21}" y="${y + 11}" font-size="11" fill="#46505a">${words[clock]}</text>`;
  });
  return parts.join("");
}
