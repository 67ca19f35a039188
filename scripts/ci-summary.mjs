// Adds up the gates and the reports of the test runs: a table, then the sum alone on the last line.
import { readFileSync } from "node:fs";
import { relative } from "node:path";

const folder = process.argv[2];
const total = { passed: 0, failed: 0, skipped: 0 };
const rows = readFileSync(`${folder}/gates.tsv`, "utf8").trim().split("\n");

// What failed stands right above the table, so that the end of a long log says it all.
for (const row of rows) {
  const [verdict, , name] = row.split("\t");
  for (const failure of verdict === "tests" ? failuresOf(name) : []) console.log(`failed: ${name}: ${failure}`);
}
for (const row of rows) {
  const [verdict, seconds, name] = row.split("\t");
  const counts = verdict === "tests" ? countsOf(name) : { passed: 0, failed: 0, skipped: 0, [verdict]: 1 };
  for (const key of Object.keys(total)) total[key] += counts[key];
  console.log(`${name.padEnd(16)} ${`${seconds} s`.padStart(6)}  ${sentence(counts)}`);
}
console.log(sentence(total));
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** A run without a report counts as one failure, and so does a file that broke before its first test. */
function countsOf(name) {
  const report = readReport(`${folder}/${name}.json`);
  if (report === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && (!report.success || report.numPassedTests === 0) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Each test that failed, and each file that broke, with the first line of why. */
function failuresOf(name) {
  const files = readReport(`${folder}/${name}.json`)?.testResults ?? [];
  const line = (text) => (text ?? "").split("\n", 1)[0];
  const place = (file) => relative(process.cwd(), file.name);
  return files.flatMap((file) => {
    const tests = file.assertionResults.filter(({ status }) => status === "failed");
    if (tests.length === 0 && file.status === "failed") return [`${place(file)}: ${line(file.message)}`];
    return tests.map(({ fullName, failureMessages: [message] }) => `${place(file)}: ${fullName}: ${line(message)}`);
  });
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
