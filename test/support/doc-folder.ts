import { existsSync } from "node:fs";
import { root } from "./documents.js";

// The examples of the documentation read "honour.json" as a reader would: from the folder they run in.
const folder = `${root}docs/programs`;
if (existsSync(folder)) process.chdir(folder);
