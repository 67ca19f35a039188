import { unknownName, type ConfigIssue } from "../shared/issues.js";
import { isZone } from "./offsets.js";

/** The issue for a text that names no zone, with the nearest one that exists; undefined for a zone. */
export function unknownZone(path: string, text: string): ConfigIssue | undefined {
  if (typeof text !== "string") {
    return { path, code: "missing", message: 'is missing; name one of the IANA database, like "Asia/Shanghai"' };
  }
  if (isZone(text)) return undefined;
  return unknownName(path, text, "a time zone", [...Intl.supportedValuesOf("timeZone"), "UTC"]);
}
