import type { Facts } from "../conditions/fact-spec.js";
import { caseFacts } from "./case-facts.js";
import type { CaseResolution, ServiceCase } from "./model.js";
import { holds } from "./policy-for.js";
import type { Requirement } from "./sections.js";

/** What a command brings that a way out may ask for. */
export interface Brought {
  readonly resolution?: CaseResolution;
  readonly rootCause?: string;
}

/** What has to be known before a case comes into a status, and is not known yet. */
export function missingFor(serviceCase: ServiceCase, to: string, brought: Brought = {}): readonly Requirement[] {
  const { policy, status, remedySought, checked } = serviceCase;
  const { resolution = serviceCase.resolution, rootCause = serviceCase.rootCause } = brought;
  const { statuses } = policy.workflow;
  const { requires = [], guards = {}, checklist = [] } = statuses[status] ?? {};
  const isFinal = statuses[to]?.to.length === 0;
  const needed = new Set<Requirement>([...requires, ...(guards[to]?.requires ?? [])]);
  if (policy.causeRequired && isFinal && resolution !== undefined) needed.add("rootCause");
  const isKnown: Readonly<Record<Requirement, boolean>> = {
    resolution: resolution !== undefined,
    rootCause: rootCause !== undefined,
    remedySought: remedySought !== undefined,
    checklist: checklist.every((item) => checked.includes(item)),
    accepted: resolution?.accepted === true,
  };
  return [...needed].filter((requirement) => !isKnown[requirement]);
}

/** Whether the guard of a way out lets a case through, as far as facts decide. */
export function isGuardOpen(serviceCase: ServiceCase, to: string, facts: Facts | undefined): boolean {
  const { policy, status } = serviceCase;
  return holds(policy.workflow.statuses[status]?.guards?.[to]?.when, caseFacts(serviceCase, facts));
}
