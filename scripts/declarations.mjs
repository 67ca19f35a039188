// The second half of the build: one set of declarations for both module systems, and the marker that makes dist/cjs CommonJS.
import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";

const tsc = ["node_modules/typescript/bin/tsc", "-p", "tsconfig.json", "--noEmit", "false", "--emitDeclarationOnly"];
execFileSync(process.execPath, [...tsc, "--outDir", "dist/esm"], { stdio: "inherit" });
cpSync("dist/esm", "dist/cjs", { recursive: true, filter: (path) => !/\.js(\.map)?$/.test(path) });
writeFileSync("dist/cjs/package.json", '{ "type": "commonjs" }\n');
