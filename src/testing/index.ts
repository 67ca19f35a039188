export { fixedClock, type FixedClock } from "./fixed-clock.js";
export { troubledStorage, type Trouble } from "./troubled-storage.js";
export { repositoryContract, type ContractCase, type MakeStorage } from "./repository-contract.js";
export { seededChance, type Chance } from "./seeded.js";
export type { Law, LawOptions } from "./law.js";
export { pointsLaws, type PointsLawOptions } from "./points-laws.js";
export { openPlay, type PlayContext, type PointsEntry, type PointsPlay } from "./points-play.js";
export { playStep, type PointsStep } from "./points-steps.js";
export type { PointsCommand } from "./points-commands.js";
