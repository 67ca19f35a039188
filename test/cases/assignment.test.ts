import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Agent } from "../../src/cases/agent-model.js";
import { assignCase } from "../../src/cases/assign.js";
import { chooseAgent, type AssignmentContext, type AssignmentTurn } from "../../src/cases/choose-agent.js";
import { assignmentsFor, caseQueue, handoversFor, nextCase } from "../../src/cases/queue.js";
import { must } from "../../src/shared/decision.js";
import { deskOf, policyWith } from "./desk.js";
import { calendars, zone } from "./sample.js";

function context(agents: readonly Agent[], more: Partial<AssignmentContext> = {}): AssignmentContext {
  return { agents, calendars, zone, now: new Date("2026-03-02T10:00:00+08:00"), ...more };
}

/** So many choices one after the other: how many each agent got. */
function given(count: number, asked: AssignmentContext): Readonly<Record<string, number>> {
  let turn: AssignmentTurn = {};
  let { agents } = asked;
  const counts: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const choice = chooseAgent({}, { ...asked, agents, turn });
    turn = JSON.parse(JSON.stringify(choice.turn)) as AssignmentTurn;
    const { agentId = "" } = choice;
    counts[agentId] = (counts[agentId] ?? 0) + 1;
    agents = agents.map((agent) => (agent.id === agentId ? { ...agent, open: (agent.open ?? 0) + 1 } : agent));
  }
  return counts;
}

describe("chooseAgent", () => {
  const three = [{ id: "c" }, { id: "a" }, { id: "b" }];

  test("goes round by id, and on from whoever was last", () => {
    expect(chooseAgent({}, context(three)).agentId).toBe("a");
    expect(chooseAgent({}, context(three, { turn: { last: "a" } })).agentId).toBe("b");
    expect(chooseAgent({}, context(three, { turn: { last: "c" } })).agentId).toBe("a");
    expect(chooseAgent({}, context(three, { turn: { last: "bb" } })).agentId).toBe("c");
  });

  test("over any number of rounds nobody gets more than one case more than another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.nat({ max: 60 }), (size, count) => {
        const agents = Array.from({ length: size }, (_, i) => ({ id: `agt_${i}` }));
        const counts = agents.map(({ id }) => given(count, context(agents))[id] ?? 0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test("by weight shares in proportion, and who is new begins level", () => {
    expect(
      given(60, context([{ id: "a", weight: 3 }, { id: "b", weight: 2 }, { id: "c" }], { strategy: "weighted" })),
    ).toEqual({ a: 30, b: 20, c: 10 });
    const turn = { given: { a: 100, b: 100 } };
    const joined = context([{ id: "a" }, { id: "b" }, { id: "n" }], { strategy: "weighted", turn });
    expect(chooseAgent({}, joined).turn.given).toEqual({ a: 101, b: 100 });
  });

  test("by load takes whoever has least to do", () => {
    const agents = [
      { id: "a", open: 4 },
      { id: "b", open: 1 },
      { id: "c", open: 1, weight: 2 },
    ];
    expect(chooseAgent({}, context(agents, { strategy: "least_loaded" })).agentId).toBe("c");
  });

  test("gives it to the customer's own agent while they can take it, and the round goes on", () => {
    const own = chooseAgent({ dedicatedAgentId: "c" }, context(three, { turn: { last: "a" } }));
    expect([own.agentId, own.turn.last]).toEqual(["c", "a"]);
    const full = context([{ id: "c", capacity: 0 }, { id: "a" }]);
    expect(chooseAgent({ dedicatedAgentId: "c" }, full).agentId).toBe("a");
  });

  test.each<readonly [string, readonly Agent[], object, string]>([
    ["there is nobody", [], {}, "no_agents"],
    ["all have left", [{ id: "a", hasLeft: true }], {}, "has_left"],
    [
      "nobody speaks Japanese",
      [
        { id: "a", languages: ["zh"] },
        { id: "b", hasLeft: true },
      ],
      { languages: ["ja"] },
      "not_qualified",
    ],
    ["nobody has the role", [{ id: "a", roles: ["sales"] }], { role: "desk" }, "not_qualified"],
    ["the one who could is of another shop", [{ id: "a", shopId: "sh_1" }], { shopId: "sh_2" }, "not_qualified"],
    ["nobody is on shift", [{ id: "a", calendar: "desk" }], {}, "not_on_shift"],
    [
      "nobody has room",
      [
        { id: "a", capacity: 2, open: 2 },
        { id: "b", skills: [] },
      ],
      { skills: [] },
      "b",
    ],
  ])("says why nobody takes it: %s", (_, agents, needs, answer) => {
    const lunch = { now: new Date("2026-03-02T12:30:00+08:00") };
    const choice = chooseAgent(needs, context(agents, lunch));
    expect(choice.agentId ?? ("unassigned" in choice ? choice.unassigned : "")).toBe(answer);
  });

  test("leaves the full out, and says so when all are", () => {
    const agents = [
      { id: "a", capacity: 2, open: 2 },
      { id: "b", skills: ["x"], hasLeft: true },
    ];
    expect(chooseAgent({}, context(agents))).toEqual({ unassigned: "full", turn: {} });
  });
});

const desk = deskOf(
  policyWith({
    targets: [{ metric: "first_response", within: "PT4H", time: "calendar" }],
    priorityRules: [
      { priority: "high", condition: { op: "in", fact: "tier.honour", values: ["gold"] } },
      { priority: "normal", condition: { op: "otherwise" } },
    ],
  }),
);
const gold = { facts: { "tier.honour": "gold" } };
const oldest = desk.open("2026-03-02T09:00", { caseId: "old" });
const younger = desk.open("2026-03-02T09:30", { caseId: "young" });
const urgent = desk.open("2026-03-02T09:40", { caseId: "gold" }, gold);
const asked = desk.move(
  desk.move(desk.open("2026-03-02T08:00", { caseId: "asked" }), "investigating", "2026-03-02T08:10"),
  "awaiting_customer",
  "2026-03-02T08:20",
);
const queue = [younger, urgent, asked, oldest].map((serviceCase) => ({ serviceCase }));

describe("the queue", () => {
  const asking = { ...desk.then("2026-03-02T10:00"), queue };

  test("has the urgent first, then what is due first; what waits for the customer is not in it [L140]", () => {
    expect(caseQueue(asking).map(({ serviceCase }) => serviceCase.id)).toEqual(["gold", "old", "young"]);
    expect(nextCase({ id: "a" }, asking)?.id).toBe("gold");
  });

  test("gives an agent the first that they may take, and nothing off shift or without room", () => {
    const needy = {
      ...asking,
      queue: queue.map((each) => (each.serviceCase.id === "gold" ? { ...each, needs: { skills: ["vip"] } } : each)),
    };
    expect(nextCase({ id: "a" }, needy)?.id).toBe("old");
    expect(nextCase({ id: "a", skills: ["vip"] }, needy)?.id).toBe("gold");
    expect(nextCase({ id: "a", capacity: 1, open: 1 }, asking)).toBeUndefined();
    expect(
      nextCase({ id: "a", calendar: "desk" }, { ...asking, ...desk.then("2026-03-02T12:30"), queue }),
    ).toBeUndefined();
  });

  test("is drained the oldest first when there is room, and each choice counts for the next", () => {
    const agents = [
      { id: "a", capacity: 1 },
      { id: "b", capacity: 3, open: 2 },
    ];
    expect(assignmentsFor(queue, context(agents))).toMatchObject({
      assigned: [
        { caseId: "old", agentId: "a" },
        { caseId: "young", agentId: "b" },
      ],
      left: [{ caseId: "gold", unassigned: "full" }],
    });
  });

  test("of an agent who leaves goes to the others", () => {
    const theirs = [younger, oldest].map(
      (each) => must(assignCase(each, { id: `a_${each.id}`, agentId: "a" }, desk.then("2026-03-02T10:00"))).state,
    );
    const handed = handoversFor(
      "a",
      [...theirs.map((serviceCase) => ({ serviceCase })), { serviceCase: urgent }],
      context([{ id: "a" }, { id: "b" }, { id: "c" }]),
    );
    expect(handed.assigned).toEqual([
      { caseId: "old", agentId: "b" },
      { caseId: "young", agentId: "c" },
    ]);
  });
});

describe("assignCase", () => {
  const agents: readonly Agent[] = [
    { id: "a", calendar: "desk", roles: ["specialist"] },
    { id: "b", roles: ["sales"] },
    { id: "c", hasLeft: true },
    { id: "d", capacity: 1, open: 1 },
    { id: "e" },
  ];

  test.each([
    ["x", "agent_unknown"],
    ["a", "agent_not_on_shift"],
    ["b", "agent_not_qualified"],
    ["c", "agent_has_left"],
    ["d", "agent_full"],
  ])("refuses %s: %s, and says who could", (agentId, code) => {
    const refused = assignCase(
      oldest,
      { id: "a1", agentId, to: "specialist" },
      desk.then("2026-03-02T12:30", { agents }),
    );
    expect(refused).toMatchObject({ ok: false, rejection: { code, agentId, allowed: ["e"] } });
  });

  test("gives it to somebody, and back to the queue", () => {
    const theirs = must(
      assignCase(oldest, { id: "a1", agentId: "a", to: "specialist" }, desk.then("2026-03-02T10:00", { agents })),
    );
    expect(theirs.state).toMatchObject({ agentId: "a", assignedTo: "specialist" });
    const back = must(assignCase(theirs.state, { id: "a2" }, desk.then("2026-03-02T11:00", { agents }))).state;
    expect([back.agentId, back.assignedTo]).toEqual([undefined, "specialist"]);
  });

  test("does not need room for what they have already", () => {
    const now = desk.then("2026-03-02T10:00", { agents: [{ id: "d", capacity: 1, open: 0 }] });
    const theirs = must(assignCase(oldest, { id: "a1", agentId: "d" }, now)).state;
    const full = desk.then("2026-03-02T10:00", { agents: [{ id: "d", capacity: 1, open: 1 }] });
    expect(assignCase(theirs, { id: "a2", agentId: "d", to: "manager" }, full).ok).toBe(true);
  });

  test.each([
    ["agents[1].weight", { agents: [{ id: "a" }, { id: "b", weight: 0 }] }],
    ["agents[0].weight", { agents: [{ id: "a", weight: Number.NaN }] }],
    ["strategy", { agents: [{ id: "a" }], strategy: "robin" as never }],
  ])("throws for what cannot be meant: %s", (path, more) => {
    const choose = (): unknown => chooseAgent({}, context([], more));
    expect(choose).toThrow(expect.objectContaining({ code: "command_invalid", details: { path } }));
  });
});
