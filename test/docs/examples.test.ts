// Runs every fenced example of the documents and of the doc comments, and compares it with what it promises.
import { documents, read, root, sourcesWithExamples } from "../support/documents.js";

const files = [...documents(), ...sourcesWithExamples()].filter((file) => /^\s*(\* )?```(ts|json)/m.test(read(file)));
for (const file of files) await import(/* @vite-ignore */ `${root}${file}?doc`);
