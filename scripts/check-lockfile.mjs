// Every optional dependency named in a lockfile must itself be locked, or `npm ci` fails on other platforms.
// Addresses fail too: everyone installs from the registry that their own npm is set to.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const hosts = readdirSync("examples").map((example) => `examples/${example}/package-lock.json`);
const files = ["package-lock.json", ...hosts.filter((file) => existsSync(file))];
const found = files.flatMap((file) => wrongIn(file).map((wrong) => `${file}: ${wrong}`));
if (found.length > 0) {
  console.error(found.join("\n"));
  process.exit(1);
}
for (const file of files) console.log(`${file} complete: ${Object.keys(packagesIn(file)).length} entries`);

function wrongIn(file) {
  const packages = packagesIn(file);
  return Object.entries(packages).flatMap(([place, entry]) => {
    const optional = Object.entries(entry.optionalDependencies ?? {});
    const unlocked = optional.filter(([name]) => !isLocked(packages, place, name));
    // A host of examples/ takes the library from the folder above it.
    const hasAddress = entry.resolved !== undefined && !entry.link && !entry.resolved.startsWith("file:");
    return [
      ...unlocked.map(([name, range]) => `${place} -> ${name}@${range} is not locked`),
      ...(hasAddress ? [`${place} is locked to the address ${entry.resolved}`] : []),
    ];
  });
}

function packagesIn(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

/** Walks the node_modules folders upwards, as Node does. */
function isLocked(packages, place, name) {
  for (let folder = place; ; folder = parentOf(folder)) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

function parentOf(folder) {
  const cut = folder.lastIndexOf("/node_modules/");
  return cut < 0 ? "" : folder.slice(0, cut);
}
