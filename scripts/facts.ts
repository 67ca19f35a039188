// Writes docs/reference/facts.md from the catalogue of standard facts: run it after changing a fact.
import { writeFileSync } from "node:fs";
import { root } from "../test/support/documents.js";
import { factsPage } from "../test/support/facts-page.js";

writeFileSync(`${root}docs/reference/facts.md`, await factsPage());
