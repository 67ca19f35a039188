import { expect, test } from "vitest";
import { read } from "../support/documents.js";
import { factsPage } from "../support/facts-page.js";

test("the page of standard facts is the catalogue; `npm run facts` writes it", async () => {
  expect(read("docs/reference/facts.md")).toBe(await factsPage());
});
