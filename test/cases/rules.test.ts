import { describe, expect, test } from "vitest";
import { workflowPresets } from "../../src/cases/presets.js";
import { checkCaseRules, defineCaseRules, type CaseScope } from "../../src/cases/rules.js";
import { workflowIssues } from "../../src/cases/check-workflow.js";
import { complaintPolicy, enquiryPolicy, rulesOf } from "./sample.js";

const scope: CaseScope = {
  calendars: ["desk", "shop"],
  roles: ["specialist", "manager", "administrator"],
  conditions: { names: { tier: ["honour"] } },
  of: { id: "shop", version: 3 },
};

function issues(value: unknown): readonly (readonly [string, string, string])[] {
  const checked = checkCaseRules(value, scope);
  return checked.ok ? [] : checked.issues.map(({ path, code, message }) => [path, code, message]);
}

/** The section with a change to the complaint's policy, at a place such as `targets[1]`. */
function changed(place: string, change: object): unknown {
  const policy = JSON.parse(JSON.stringify(complaintPolicy)) as Record<string, object[]>;
  const [, list = "", index = ""] = /^(\w+)\[(\d+)\]$/.exec(place) ?? [];
  Object.assign(place === "" ? policy : (policy[list]?.[Number(index)] ?? {}), change);
  return { ...rulesOf(enquiryPolicy), policies: [enquiryPolicy, policy] };
}

describe("checkCaseRules", () => {
  test("takes the store's policies, puts workflows in their place, stamps and freezes", () => {
    const rules = defineCaseRules(rulesOf(complaintPolicy, enquiryPolicy), scope);
    expect(rules.of).toEqual({ id: "shop", version: 3 });
    expect(rules.policies[0]?.workflow).toEqual(workflowPresets["shop_flow"]);
    expect(Object.isFrozen(rules.policies[0]?.targets)).toBe(true);
    expect(checkCaseRules(JSON.parse(JSON.stringify(rules)), scope)).toEqual({ ok: true, value: rules });
  });

  test("names a calendar that there is not, and the one that was meant", () => {
    const value = changed("targets[1]", { calendar: "des" });
    expect(issues(value)).toEqual([
      ["policies[1].targets[1].calendar", "unknown_name", '"des" is not a calendar; did you mean "desk"?'],
    ]);
  });

  const mistakes: readonly (readonly [string, string, object, string, string])[] = [
    ["a workflow that is not shipped", "", { workflow: "preset:stor_flow" }, "workflow", "unknown_name"],
    ["a role that there is not", "", { assignTo: "specialists" }, "assignTo", "unknown_name"],
    ["a role to tell that there is not", "escalate[1]", { to: "boss" }, "escalate[1].to", "unknown_name"],
    ["business time without a calendar", "targets[1]", { calendar: null }, "targets[1].calendar", "missing"],
    ["business time in days", "targets[1]", { within: "P1D" }, "targets[1].within", "wrong_type"],
    ["business days in hours", "targets[3]", { within: "PT4H" }, "targets[3].within", "wrong_type"],
    ["no time at all", "targets[4]", { within: "P0D" }, "targets[4].within", "wrong_type"],
    ["what is no length", "targets[4]", { within: "7 days" }, "targets[4].within", "invalid_value"],
    ["a priority that no rule gives", "targets[0]", { priority: "hihg" }, "targets[0].priority", "unknown_name"],
    ["one target twice", "targets[0]", { priority: null }, "targets[1]", "repeated_name"],
    [
      "a share of the whole",
      "escalate[0]",
      { at: { kind: "share", share: "1" } },
      "escalate[0].at.share",
      "out_of_range",
    ],
    [
      "a share of nothing",
      "escalate[0]",
      { at: { kind: "share", share: "0.0" } },
      "escalate[0].at.share",
      "out_of_range",
    ],
    [
      "days of open time before a target",
      "escalate[2]",
      { at: { kind: "before", by: "P1D" } },
      "escalate[2].at.by",
      "wrong_type",
    ],
    [
      "days and hours before business days",
      "escalate[0]",
      { at: { kind: "after", by: "P1DT1H" } },
      "escalate[0].at.by",
      "wrong_type",
    ],
    ["months before a target", "escalate[0]", { at: { kind: "before", by: "P1M" } }, "escalate[0].at.by", "wrong_type"],
    [
      "an unknown fact",
      "priorityRules[0]",
      { condition: { op: "exists", fact: "tier.honor" } },
      "priorityRules[0].condition.fact",
      "unknown_name",
    ],
    [
      "a list that does not end",
      "priorityRules[1]",
      { condition: { op: "exists", fact: "spend" } },
      "priorityRules",
      "otherwise_missing",
    ],
    ["a word too many", "", { chanels: ["phone"] }, "chanels", "unknown_key"],
  ];
  test.each(mistakes)("finds %s", (_, place, change, path, code) => {
    expect(issues(changed(place, change)).map(([where, what]) => [where, what])).toEqual([
      [`policies[1].${path}`, code],
    ]);
  });

  test("takes a target for a priority that is declared, for somebody may decide it", () => {
    const targets = [{ metric: "resolution", within: "PT1H", time: "calendar", priority: "p1" }] as const;
    const policies = [{ ...enquiryPolicy, targets }];
    expect(issues({ priorities: ["p1"], policies })).toEqual([]);
    expect(issues({ policies }).map(([path, code]) => [path, code])).toEqual([
      ["policies[0].targets[0].priority", "unknown_name"],
    ]);
  });

  test("finds priorities that are not among those that are declared, in rules and in targets", () => {
    const rules = rulesOf(complaintPolicy);
    expect(issues({ ...rules, priorities: ["high", "normal"] })).toEqual([]);
    expect(issues({ ...rules, priorities: ["hight", "normal"] })).toEqual([
      ["policies[0].targets[0].priority", "unknown_name", '"high" is not a priority; did you mean "hight"?'],
      ["policies[0].priorityRules[0].priority", "unknown_name", '"high" is not a priority; did you mean "hight"?'],
    ]);
    expect(issues({ ...rules, priorities: ["high"] }).map(([path]) => path)).toEqual([
      "policies[0].priorityRules[1].priority",
    ]);
  });

  test("finds a step on a metric without a target, and a policy that stands twice", () => {
    const bare = {
      ...enquiryPolicy,
      targets: [],
      escalate: [{ metric: "resolution", at: { kind: "breach" }, to: "manager" }],
    };
    expect(issues(rulesOf(enquiryPolicy, bare as never)).map(([path, code]) => [path, code])).toEqual([
      ["policies[1].id", "repeated_name"],
      ["policies[1].escalate[0].metric", "unknown_name"],
    ]);
  });

  test("takes any calendar and role when nothing is known of them", () => {
    expect(checkCaseRules(rulesOf(complaintPolicy)).ok).toBe(true);
  });

  test("throws all mistakes at once", () => {
    const value = {
      policies: [
        { ...enquiryPolicy, workflow: "preset:enquire" },
        { ...enquiryPolicy, id: "b", assignTo: "nobody" },
      ],
    };
    expect(() => defineCaseRules(value, scope)).toThrow(
      /The cases section has 2 mistakes:[\s\S]*did you mean "preset:enquiry"/,
    );
  });
});

describe("workflows", () => {
  const status = (clock: string, ...to: readonly string[]): object => ({ label: clock, clock, to });
  const flaws: readonly (readonly [string, object, string, string])[] = [
    ["an unknown beginning", { a: status("stopped") }, "workflow.initial", "unknown_name"],
    [
      "an unknown next status",
      { open: status("running", "don"), done: status("stopped") },
      "workflow.statuses.open.to[0]",
      "unknown_name",
    ],
    [
      "a status that is never reached",
      { open: status("running", "done"), done: status("stopped"), lost: status("stopped") },
      "workflow.statuses.lost",
      "unreachable_status",
    ],
    [
      "an open status without a way out",
      { open: status("running", "asked"), asked: status("paused") },
      "workflow.statuses.asked.to",
      "dead_end",
    ],
  ];
  test.each(flaws)("with %s are found", (_, statuses, path, code) => {
    const value = changed("", { workflow: { initial: "open", statuses } });
    expect(issues(value).map(([where, what]) => [where, what])).toEqual([[`policies[1].${path}`, code]]);
  });

  test.each(Object.entries(workflowPresets))("of the house are sound: %s", (_, workflow) => {
    expect(workflowIssues(workflow, "")).toEqual([]);
    for (const { label } of Object.values(workflow.statuses)) expect(Object.keys(label)).toEqual(["en", "zh-CN"]);
  });
});
