export { fixedClock, type FixedClock } from "./fixed-clock.js";
export { troubledStorage, type Trouble } from "./troubled-storage.js";
export { repositoryContract, type ContractCase, type MakeStorage } from "./repository-contract.js";
