import { readFileSync } from "node:fs";

/** A part of a page: a chart as SVG, or lines of text. */
export interface Card {
  readonly title: string;
  readonly width: "wide" | "half";
  readonly svg?: string;
  readonly lines?: readonly string[];
}

/** One HTML page that opens without a network. */
export function pageOf(lang: string, title: string, about: string, cards: readonly Card[]): string {
  const parts: Readonly<Record<string, string>> = { lang, title, about, cards: cards.map(sectionOf).join("\n") };
  const page = readFileSync(new URL("page.html", import.meta.url), "utf8");
  return page.replace(/\{(lang|title|about|cards)\}/g, (_, name: string) => parts[name] ?? "");
}

function sectionOf({ title, width, svg = "", lines = [] }: Card): string {
  const items = lines.map((line) => `<li>${line.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</li>`);
  const list = items.length === 0 ? "" : `<ul>${items.join("")}</ul>`;
  return `<section class="card ${width}"><h2>${title}</h2>${svg}${list}</section>`;
}
