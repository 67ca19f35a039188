// Writes docs/clauses.md from the inventory of clauses and the titles of the tests: run it after adding a tag to a title.
import { writeFileSync } from "node:fs";
import { citations } from "../test/support/clauses/citations.js";
import { clauses } from "../test/support/clauses/clauses.js";
import { clausesPage } from "../test/support/clauses/page.js";
import { root } from "../test/support/documents.js";

writeFileSync(`${root}docs/clauses.md`, await clausesPage(clauses(), citations()));
