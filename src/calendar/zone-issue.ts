import { unknownName, type ConfigIssue } from "../shared/issues.js";
import { isZone } from "./offsets.js";

/** The issue for a text that names no zone, with the nearest one that exists; undefined for a zone. */
export function unknownZone(path: string, text: string): ConfigIssue | undefined {
  if (isZone(text)) return undefined;
  return unknownName(path, text, "a time zone", [...Intl.supportedValuesOf("timeZone"), "UTC"]);
}
