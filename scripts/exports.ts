// Writes the `exports` of package.json from the folders of src: run it after adding a module or a rules file.
import { readFileSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { exportsField } from "../test/support/entries.js";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Record<string, unknown>;
const text = JSON.stringify({ ...manifest, exports: exportsField() });
writeFileSync("package.json", await format(text, { parser: "json-stringify", printWidth: 120 }));
