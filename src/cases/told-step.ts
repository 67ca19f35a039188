import type { FiredStep, PolicyRef } from "./model.js";

/** Whether a step that was told is one of this policy, in this version of it. */
export function isOfPolicy({ policy: told }: FiredStep, { id, version }: PolicyRef): boolean {
  return told?.id === id && told.version === version;
}
