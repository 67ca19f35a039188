import { describe, expect, test } from "vitest";
import { assignCase } from "../../src/cases/assign.js";
import { caseClocks } from "../../src/cases/clocks.js";
import type { CasesContext, ServiceCase } from "../../src/cases/model.js";
import { moveCase } from "../../src/cases/move.js";
import { openCase } from "../../src/cases/open.js";
import { receiveMessage } from "../../src/cases/receive-message.js";
import { reopenCase } from "../../src/cases/reopen.js";
import { respondToCase } from "../../src/cases/respond.js";
import { defineCaseRules } from "../../src/cases/rules.js";
import { settleCase } from "../../src/cases/settle.js";
import { applyCaseEvents } from "../../src/cases/apply.js";
import type { CaseEvent } from "../../src/cases/event-model.js";
import { must, type Decision, type Rejection } from "../../src/shared/decision.js";
import { fcaDisp } from "./fixtures/fca-disp.js";
import type { Fixture, Story, StoryStep } from "./fixtures/fixture.js";
import { glpi } from "./fixtures/glpi.js";
import { samr } from "./fixtures/samr.js";
import { zammad } from "./fixtures/zammad.js";
import { zendesk } from "./fixtures/zendesk.js";

const utc = (time: string): string => new Date(time).toISOString();

/** Tells a story, swept at every step or not at all, and gives its clocks and what was told. */
function told(fixture: Fixture, story: Story, sweeps: boolean): { readonly clocks: unknown; readonly told: unknown } {
  const { policy, zone, calendars, holidays } = fixture;
  const cases = defineCaseRules({ policies: [policy] });
  const then = (time: string): CasesContext => ({
    cases,
    zone,
    now: new Date(time),
    ...(calendars !== undefined && { calendars }),
    ...(holidays !== undefined && { holidays }),
  });
  const opened = must(openCase({ id: "cas_1", type: policy.type }, then(story.opened)));
  const events: CaseEvent[] = [...opened.events];
  let current = opened.state;
  const sweep = (time: string): void => {
    const due = settleCase(current, then(time));
    current = applyCaseEvents(current, due);
    events.push(...due);
  };
  for (const [i, step] of (story.steps ?? []).entries()) {
    if (sweeps) sweep(step.at);
    const decision = must(done(current, step, `step_${i}`, then(step.at)));
    current = decision.state;
    events.push(...decision.events);
  }
  sweep(story.at);
  const found = caseClocks(current, then(story.at)).map((clock): [string, readonly string[]] => {
    const key = clock.name === undefined ? clock.metric : `${clock.metric} ${clock.name}`;
    return [key, [clock.state, ...("due" in clock ? [clock.due] : [])]];
  });
  const clocks = Object.fromEntries(found.filter(([key]) => key in story.clocks));
  const steps = events.flatMap((event) => {
    if (event.type === "case.breached") return [["breach", event.occurredAt]];
    return event.type === "case.escalated" ? [[event.to, event.occurredAt]] : [];
  });
  return { clocks, told: story.told === undefined ? undefined : steps };
}

function done(
  serviceCase: ServiceCase,
  step: StoryStep,
  id: string,
  context: CasesContext,
): Decision<ServiceCase, CaseEvent, Rejection> {
  if ("move" in step)
    return moveCase(serviceCase, { id, to: step.move, resolution: { kind: "done" }, rootCause: "x" }, context);
  if ("assign" in step) return assignCase(serviceCase, { id, to: step.assign }, context);
  if (step.does === "reopen") return reopenCase(serviceCase, { id }, context);
  return step.does === "respond"
    ? respondToCase(serviceCase, { id }, context)
    : receiveMessage(serviceCase, { id }, context);
}

describe.each([zammad, glpi, zendesk, fcaDisp, samr])("$name: $source", (fixture) => {
  test.each(fixture.stories.map((story) => [story.says, story] as const))("%s", (_, story) => {
    const clocks = Object.fromEntries(
      Object.entries(story.clocks).map(([key, [state, due]]) => [key, due === undefined ? [state] : [state, utc(due)]]),
    );
    const steps = story.told?.map(([who, at]) => [who, utc(at)]);
    for (const sweeps of [true, false]) expect(told(fixture, story, sweeps)).toEqual({ clocks, told: steps });
  });
});
