// The app on port 3000, or $PORT, with its data in the folder ./data, or in memory with DATA=memory.
import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { defineProgram, type ProgramDocument } from "clientele";
import { buildApp } from "./app.js";

const rules = JSON.parse(readFileSync(new URL("program.json", import.meta.url), "utf8")) as ProgramDocument;
const folder = process.env["DATA"] ?? "./data";
const db = await PGlite.create(folder === "memory" ? "memory://" : folder);
const app = await buildApp({ db, program: defineProgram(rules), now: () => new Date() });
console.log(await app.listen({ port: Number(process.env["PORT"] ?? 3000) }));
