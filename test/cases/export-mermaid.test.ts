import { describe, expect, test } from "vitest";
import { workflowDiagram } from "../../src/cases/export-mermaid.js";
import { workflowPresets } from "../../src/cases/presets.js";
import type { Workflow } from "../../src/cases/sections.js";

const linesOf = (workflow: Workflow, locale: "en" | "zh-CN"): readonly string[] =>
  workflowDiagram(workflow, { locale })
    .split("\n")
    .map((line) => line.trim());

describe("a workflow as a diagram", () => {
  test("has every status with its label and every way, no more and no less", () => {
    for (const workflow of Object.values(workflowPresets)) {
      const lines = linesOf(workflow, "zh-CN");
      const ways = lines.flatMap((line) => {
        const [, from = "", to = ""] = /^(\S+) --> (\S+)/.exec(line) ?? [];
        return from === "" ? [] : [`${from} ${to}`];
      });
      const expected = Object.entries(workflow.statuses).flatMap(([name, { to }]) =>
        to.length === 0 ? [`${name} [*]`] : to.map((next) => `${name} ${next}`),
      );
      expect([...ways].sort()).toEqual([...expected, `[*] ${workflow.initial}`].sort());
      expect(lines.filter((line) => line.startsWith("state "))).toHaveLength(Object.keys(workflow.statuses).length);
    }
    expect(linesOf(workflowPresets["shop_flow"] ?? { initial: "", statuses: {} }, "zh-CN")).toContain(
      "handling --> feedback : 需处理结果、根本原因",
    );
  });

  test("says what moves a case by itself, and what a way is open for", () => {
    const workflow: Workflow = {
      initial: "open",
      statuses: {
        open: {
          label: { en: "Open" },
          clock: "running",
          to: ["waiting", "done"],
          guards: { done: { when: { op: "otherwise" }, requires: ["accepted"] } },
          on: [{ event: "message_received", to: "waiting" }],
        },
        waiting: { label: "Waiting", clock: "paused", to: ["done"] },
        done: { label: "Done", clock: "stopped", to: [] },
      },
    };
    expect(linesOf(workflow, "en").filter((line) => line.startsWith("open -->"))).toEqual([
      "open --> waiting : the customer writes",
      "open --> done : some cases only, needs the customer's consent",
    ]);
  });

  test("keeps names and labels that its grammar takes for itself from it", () => {
    const plain = { clock: "running", to: ["in.work", "status_2", "待处理"] } as const;
    const workflow: Workflow = {
      initial: "end",
      statuses: {
        end: { label: 'The "end"; #1: or\nnot', ...plain },
        "in.work": { label: "A --> b", clock: "running", to: [] },
        status_2: { label: "2", clock: "running", to: [] },
        待处理: { label: "4", clock: "stopped", to: [] },
      },
    };
    expect(linesOf(workflow, "en").slice(1, 9)).toEqual([
      'state "The #quot;end#quot;; #35;1: or not" as status_1',
      'state "A --> b" as status_2_',
      'state "2" as status_2',
      'state "4" as status_4',
      "[*] --> status_1",
      "status_1 --> status_2_",
      "status_1 --> status_2",
      "status_1 --> status_4",
    ]);
  });
});
