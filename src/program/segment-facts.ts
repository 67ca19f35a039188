import type { Facts } from "../conditions/fact-spec.js";
import { segmentFacts } from "../segments/current.js";
import type { Membership, Segment } from "../segments/model.js";
import { membershipKind, scoresKind } from "../segments/records.js";
import type { CustomerFile } from "./customer-file.js";
import type { ProgramContext } from "./island.js";

/** The segments of a customer, as facts. */
export function factsOfSegments(file: CustomerFile, { segments, now }: ProgramContext): Facts {
  const facts = segments.map((segment) => {
    const membership = membershipFor(file, segment);
    return membership === undefined ? {} : segmentFacts(membership, { segments: [segment], now });
  });
  return Object.assign({}, ...facts) as Facts;
}

/** The record that a segment of a customer stands in; undefined before there is one. */
export function membershipFor(file: CustomerFile, segment: Segment): Membership | undefined {
  return isByScore(segment) ? file.read(scoresKind, segment.id) : file.read(membershipKind, file.owner);
}

/** Whether a segment compares customers with each other. */
export function isByScore({ kind }: Segment): boolean {
  return kind === "rfm";
}
