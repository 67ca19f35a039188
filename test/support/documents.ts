import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** The Markdown pages a reader may copy code from, as paths from the root. */
export function documents(): readonly string[] {
  const pages = ["README.md", "README.zh-CN.md", ...filesBelow("docs", ".md"), ...filesBelow("examples", ".md")];
  return pages.filter((page) => existsSync(root + page));
}

/** The source files whose doc comments hold an example. */
export function sourcesWithExamples(): readonly string[] {
  return filesBelow("src", ".ts").filter((file) => read(file).includes("```ts"));
}

/** Files of one kind below a folder, sorted, as paths from the root with forward slashes. */
export function filesBelow(folder: string, suffix: string): readonly string[] {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(suffix) && !/(^|\/)(node_modules|out|dist)\//.test(file))
    .toSorted();
}

export function read(file: string): string {
  return readFileSync(root + file, "utf8");
}
