// Type-checks every example of the documents and of the doc comments; errors carry the line of the document.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { docBlocks } from "../test/support/doc-blocks.js";
import { documents, read, root, sourcesWithExamples } from "../test/support/documents.js";

const folder = `${root}.cache/doc-types`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const config = {
  extends: "../../test/tsconfig.json",
  compilerOptions: { noUnusedLocals: false, noPropertyAccessFromIndexSignature: false },
  include: ["."],
};
writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(config));
writeFileSync(`${folder}/none.ts`, "export {};\n");

for (const file of [...documents(), ...sourcesWithExamples()]) {
  for (const { line, code } of docBlocks(file, read(file))) {
    writeFileSync(`${folder}/${file.replaceAll("/", "_")}.L${line}.ts`, `${code}\nexport {};\n`);
  }
}
