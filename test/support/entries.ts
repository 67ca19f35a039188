import { existsSync, readdirSync } from "node:fs";
import { root } from "./documents.js";

/** Folders that are no entry of their own: the kernel's inside, and the command line. */
const inner = ["shared", "cli"];

/** Single files that are an entry beside their folder. */
const extra = ["rules", "arbitraries"];

/** The public subpaths of the package, as the folders of `src` make them, each with its source file. */
export function entries(): Readonly<Record<string, string>> {
  const folders = readdirSync(`${root}src`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !inner.includes(entry.name))
    .map((entry) => entry.name)
    .toSorted();
  const found = folders.flatMap((folder): [string, string][] => [
    [`./${folder}`, `src/${folder}/index.ts`],
    ...extra.map((file): [string, string] => [`./${folder}/${file}`, `src/${folder}/${file}.ts`]),
  ]);
  const all: [string, string][] = [[".", "src/index.ts"], ...found];
  return Object.fromEntries(all.filter(([, source]) => existsSync(root + source)));
}

/** The `exports` of package.json that belong to these entries. */
export function exportsField(): Readonly<Record<string, unknown>> {
  const fields = Object.entries(entries()).map(([subpath, source]): [string, object] => {
    const built = source.replace(/^src\//, "").replace(/\.ts$/, "");
    const condition = (format: string): object => ({
      types: `./dist/${format}/${built}.d.ts`,
      default: `./dist/${format}/${built}.js`,
    });
    return [subpath, { import: condition("esm"), require: condition("cjs") }];
  });
  return Object.fromEntries<unknown>([...fields, ["./package.json", "./package.json"]]);
}
