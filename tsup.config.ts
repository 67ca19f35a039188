import { defineConfig, type Options } from "tsup";

// One output file per source file, so that a host's bundle holds what it imports and nothing else.
const common: Options = {
  entry: ["src/**/*.ts"],
  bundle: false,
  target: "es2022",
  clean: true,
  sourcemap: true,
  esbuildOptions: (options) => {
    options.outbase = "src";
  },
};

export default defineConfig([
  { ...common, format: ["esm"], outDir: "dist/esm" },
  { ...common, format: ["cjs"], outDir: "dist/cjs", outExtension: () => ({ js: ".js" }) },
]);
