// Every optional dependency named in the lockfile must itself be locked, or `npm ci` fails on other platforms.
// Addresses fail too: everyone installs from the registry that their own npm is set to.
import { readFileSync } from "node:fs";

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const wrong = [];
for (const [place, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!isLocked(place, name)) wrong.push(`${place} -> ${name}@${range} is not locked`);
  }
  if (entry.resolved !== undefined && !entry.link) wrong.push(`${place} is locked to the address ${entry.resolved}`);
}
if (wrong.length > 0) {
  console.error(`package-lock.json:\n  ${wrong.join("\n  ")}`);
  process.exit(1);
}
console.log(`lockfile complete: ${Object.keys(packages).length} entries`);

/** Walks the node_modules folders upwards, as Node does. */
function isLocked(place, name) {
  for (let folder = place; ; folder = parentOf(folder)) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

function parentOf(folder) {
  const cut = folder.lastIndexOf("/node_modules/");
  return cut < 0 ? "" : folder.slice(0, cut);
}
