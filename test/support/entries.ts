import { filesBelow } from "./documents.js";

/** The folder that is no entry of its own: the command line. */
const inner = ["cli"];

/** Whether a source file is an entry of the package: the root, a module's index, and the files with a subpath of their own. */
export function isEntry(path: string): boolean {
  const [, folder = ""] = /^src\/([a-z]+)\/(index|rules|arbitraries)\.ts$/.exec(path) ?? [];
  return path === "src/index.ts" || (folder !== "" && !inner.includes(folder));
}

/** The public subpaths of the package, as the files of `src` make them, each with its source file. */
export function entries(): Readonly<Record<string, string>> {
  const found = filesBelow("src", ".ts").filter(isEntry);
  return Object.fromEntries(found.map((path): [string, string] => [subpathOf(path), path]).toSorted(bySubpath));
}

function subpathOf(path: string): string {
  return path.replace(/^src/, ".").replace(/(\/index)?\.ts$/, "");
}

function bySubpath([left]: readonly [string, string], [right]: readonly [string, string]): number {
  return left < right ? -1 : 1;
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
