import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase, type OpenCase } from "../../src/cases/open.js";
import { caseClocks, type CaseClock } from "../../src/cases/clocks.js";
import { defineCaseRules, type CasePolicyInput } from "../../src/cases/rules.js";
import { must } from "../../src/shared/decision.js";
import { calendars, zone } from "./sample.js";

/** A policy of complaints in the shop's own flow, with what a test needs of it. */
export function policyWith(more: Partial<CasePolicyInput>): CasePolicyInput {
  return { id: "complaint", label: "Complaint", type: "complaint", workflow: "preset:shop_flow", targets: [], ...more };
}

/** Everything that a test does under its policies: `then("2026-03-02T09:00")` is the context at that time of Shanghai. */
export interface Desk {
  readonly then: (time: string, more?: Partial<CasesContext>) => CasesContext;
  readonly open: (time: string, more?: Partial<OpenCase>, context?: Partial<CasesContext>) => ServiceCase;
  readonly move: (serviceCase: ServiceCase, to: string, time: string) => ServiceCase;
  readonly clock: (serviceCase: ServiceCase, metric: string, time: string) => CaseClock | undefined;
}

/** A desk under policies. */
export function deskOf(...policies: readonly CasePolicyInput[]): Desk {
  const cases = defineCaseRules({ policies }, { of: { id: "shop", version: 1 } });
  const then: Desk["then"] = (time, more = {}) => ({
    cases,
    calendars,
    zone,
    now: new Date(`${time}:00+08:00`),
    ...more,
  });
  return {
    then,
    open: (time, more = {}, context = {}) =>
      must(openCase({ id: "cas_1", type: policies[0]?.type ?? "complaint", ...more }, then(time, context))).state,
    move: (serviceCase, to, time) => {
      const resolution = { kind: "refund" };
      return must(moveCase(serviceCase, { id: `to_${to}_${time}`, to, resolution, rootCause: "supplier" }, then(time)))
        .state;
    },
    clock: (serviceCase, metric, time) =>
      caseClocks(serviceCase, then(time)).findLast((clock) => clock.metric === metric),
  };
}
