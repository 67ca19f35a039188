export { memoryStorage, type MemoryOptions } from "./memory-storage.js";
export { recordKinds } from "./kinds.js";
export { overlayStorage } from "./overlay-storage.js";
