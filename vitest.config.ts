import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { docTests } from "./test/support/doc-tests.js";

const root = fileURLToPath(new URL(".", import.meta.url));

// Tests import the package by its public names and get the sources; only the `package` project sees the built files.
const alias = [
  { find: /^clientele$/, replacement: `${root}src/index.ts` },
  { find: /^clientele\/([a-z]+)$/, replacement: `${root}src/$1/index.ts` },
  { find: /^clientele\/([a-z]+\/[a-z]+)$/, replacement: `${root}src/$1.ts` },
];
// A busy machine is slow and not wrong: only what hangs is ended.
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/docs/**", "test/postgres/**", "test/package.test.ts"],
          ...patience,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "postgres",
          include: ["test/postgres/**/*.test.ts"],
          globalSetup: ["test/support/postgres-setup.ts"],
          ...patience,
        },
      },
      {
        resolve: { alias },
        plugins: [docTests(root)],
        test: {
          name: "docs",
          include: ["test/docs/**/*.test.ts"],
          setupFiles: ["test/support/doc-folder.ts"],
          ...patience,
        },
      },
      { test: { name: "package", include: ["test/package.test.ts"], ...patience } },
    ],
  },
});
