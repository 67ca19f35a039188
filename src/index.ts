// Everything pure, by name: the kernel, the islands, and the program that joins them. Storages and the testing kit have
// entries of their own, and so has every module: the same function has the same name everywhere.
export * from "./shared/index.js";
export * from "./calendar/index.js";
export * from "./calendar/rules.js";
export * from "./conditions/index.js";
export * from "./conditions/rules.js";
export * from "./customers/index.js";
export * from "./customers/rules.js";
export * from "./orders/index.js";
export * from "./orders/rules.js";
export * from "./segments/index.js";
export * from "./segments/rules.js";
export * from "./tiers/index.js";
export * from "./tiers/rules.js";
export * from "./benefits/index.js";
export * from "./benefits/rules.js";
export * from "./points/index.js";
export * from "./points/rules.js";
export * from "./cases/index.js";
export * from "./cases/rules.js";
export * from "./satisfaction/index.js";
export * from "./satisfaction/rules.js";
export * from "./program/index.js";
export * from "./program/rules.js";
