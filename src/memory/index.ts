export { memoryStorage, type MemoryOptions } from "./memory-storage.js";
export { recordKinds } from "./kinds.js";
