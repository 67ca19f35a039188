export { fixedClock, type FixedClock } from "./fixed-clock.js";
export { troubledStorage, type Trouble } from "./troubled-storage.js";
export {
  repositoryContract,
  type ContractCase,
  type ContractOptions,
  type MakeStorage,
} from "./repository-contract.js";
export { contractCapabilities, type Capability } from "./contract/capabilities.js";
export { crashContract, type Crashing, type MakeCrashing } from "./crash-contract.js";
export { seededChance, type Chance } from "./seeded.js";
export type { Law, LawOptions } from "./law.js";
export { casePolicyLaws, type CasePolicyLawOptions } from "./case-policy-laws.js";
export { pointsLaws, type PointsLawOptions } from "./points-laws.js";
export { openPlay, type PlayContext, type PointsEntry, type PointsPlay } from "./points-play.js";
export { playStep, type PointsStep } from "./points-steps.js";
export type { PointsCommand } from "./points-commands.js";
export { hostEvents, type HostEventOptions, type SentEvent } from "./host-events.js";
export { programLaws, type ProgramLawOptions } from "./program-laws.js";
export { calendarLaws, type CalendarLawOptions } from "./calendar-laws.js";
