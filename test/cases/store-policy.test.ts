// What the policies ask of service, through the functions that a host calls. The document of the store answers most.
import {
  caseClocks,
  caseCounts,
  classifyCase,
  confirmAppointment,
  defineProgram,
  followUpCase,
  moveCase,
  must,
  openCase,
  recordResolution,
  recordResponse,
  resolveCase,
  respondToCase,
  setAppointment,
  type CasePolicyInput,
  type CaseType,
  type Program,
  type ProgramDocument,
  type ServiceCase,
} from "clientele";
import { describe, expect, test } from "vitest";
import { read } from "../support/documents.js";

const document = JSON.parse(read("docs/programs/store.json")) as ProgramDocument;
const store = defineProgram(document);
const then = (time: string): Program & { readonly now: Date } => ({ ...store, now: new Date(`${time}+08:00`) });

describe("after the sale", () => {
  const opened = (channel: string): ReturnType<typeof openCase> =>
    openCase({ id: "cas_1", type: "after_sales", channel }, then("2026-03-02T10:00"));

  test("help comes online, by phone, or to the door by an appointment that the customer confirms [S158]", () => {
    expect(["chat", "phone", "on_site", "fax"].map((channel) => opened(channel).ok)).toEqual([true, true, true, false]);
    const visit = { id: "apt_1", from: "2026-03-04T14:00:00+08:00", to: "2026-03-04T16:00:00+08:00" };
    const set = must(setAppointment(must(opened("on_site")).state, visit, then("2026-03-02T11:00"))).state;
    expect(set).toMatchObject({ status: "scheduled", appointment: { state: "set" } });
    const agreed = must(confirmAppointment(set, { id: "con_1" }, then("2026-03-02T12:00"))).state;
    expect(agreed.appointment).toMatchObject({
      state: "confirmed",
      from: "2026-03-04T06:00:00.000Z",
      to: "2026-03-04T08:00:00.000Z",
    });
  });

  test("the call that follows a solution asks whether all is well, and a questionnaire by phone how well [c61]", () => {
    const solved = ended(open("cas_1", "complaint"), "replace");
    const told = must(followUpCase(solved, { id: "fol_1", outcome: "satisfied" }, then("2026-03-04T10:00")));
    expect(told.events).toMatchObject([{ type: "case.followed_up", outcome: "satisfied" }]);
    const questions = { questionnaire: "store_visit", mode: "phone", answers: { attitude: 5, efficiency: 4 } };
    const { state } = must(
      recordResponse({ id: "rsp_1", customerId: "cus_7", ...questions }, then("2026-03-04T10:05")),
    );
    expect(state).toMatchObject({ mode: "phone", customerId: "cus_7" });
    expect(state.answers).toMatchObject([
      { question: "attitude", value: 5 },
      { question: "efficiency", value: 4 },
      { question: "quality", kind: "none" },
      { question: "price", kind: "none" },
      { question: "why", kind: "none" },
    ]);
  });
});

describe("complaints", () => {
  test("a fault is made good by exchange or refund, and the case keeps which, and how much [S173]", () => {
    expect(ended(open("cas_1", "complaint"), "replace").resolution).toEqual({ kind: "replace" });
    const remedy = { kind: "money", amount: "128.00" } as const;
    const refunded = ended(open("cas_2", "complaint"), "refund", remedy);
    expect(refunded.resolution).toEqual({ kind: "refund", remedy });
  });

  test("are classified, and summed up by class and by cause, month by month [S176, e108, e109]", () => {
    const classes = [
      ["产品质量", "supplier"],
      ["产品质量", "supplier"],
      ["服务态度", "training"],
      ["产品质量", "storage"],
    ] as const;
    const histories = classes.map(([category, rootCause], i) => {
      const opened = must(openCase({ id: `cas_${i}`, type: "complaint" }, then("2026-03-02T10:00")));
      const classed = must(classifyCase(opened.state, { id: `cls_${i}`, category }, then("2026-03-02T11:00")));
      const caused = must(recordResolution(classed.state, { id: `rec_${i}`, rootCause }, then("2026-03-02T12:00")));
      return [opened, classed, caused].flatMap(({ events }) => events);
    });
    const counted = (by: "category" | "rootCause"): readonly unknown[] =>
      caseCounts(histories, { ...then("2026-04-01T09:00"), by: [by], period: "month" }).map(
        ({ period, labels, n, share }) => [period?.from, labels[by], n, share],
      );
    expect(counted("category")).toEqual([
      ["2026-03-01", "产品质量", 3, "0.750000"],
      ["2026-03-01", "服务态度", 1, "0.250000"],
    ]);
    expect(counted("rootCause").slice(0, 1)).toEqual([["2026-03-01", "supplier", 2, "0.500000"]]);
  });
});

test("suggestions are answered as quickly as complaints: within four open hours, and not a millisecond later [183]", () => {
  const [complaint] = document.cases?.policies ?? [];
  if (complaint === undefined) throw new Error("The document has no policy of complaints.");
  const targets = complaint.targets.filter(({ metric }) => metric === "first_response");
  const workflow = "preset:suggestion";
  const suggestion: CasePolicyInput = { id: "suggestion", label: "客户建议", type: "suggestion", workflow, targets };
  const both = defineProgram({ ...document, cases: { ...document.cases, policies: [complaint, suggestion] } });
  const verdict = (type: CaseType, at: string): unknown => {
    const { state } = must(openCase({ id: "cas_1", type }, { ...both, now: new Date("2026-03-02T09:00:00+08:00") }));
    const context = { ...both, now: new Date(at) };
    const answered = must(respondToCase(state, { id: "ans_1" }, context)).state;
    return caseClocks(answered, context).find(({ metric }) => metric === "first_response")?.state;
  };
  for (const type of ["complaint", "suggestion"] as const) {
    // Three hours before lunch, and one after it, which ends at 13:30.
    expect(verdict(type, "2026-03-02T14:30:00.000+08:00")).toBe("met");
    expect(verdict(type, "2026-03-02T14:30:00.001+08:00")).toBe("breached");
  }
});

function open(id: string, type: CaseType): ServiceCase {
  return must(openCase({ id, type, customerId: "cus_7" }, then("2026-03-02T10:00"))).state;
}

/** A complaint that was investigated, handled and resolved. */
function ended(opened: ServiceCase, kind: string, remedy?: { readonly kind: "money"; readonly amount: string }) {
  const context = then("2026-03-03T10:00");
  const handled = ["investigating", "handling"].reduce(
    (current, to) => must(moveCase(current, { id: `to_${to}`, to }, context)).state,
    opened,
  );
  const resolution = { kind, ...(remedy !== undefined && { remedy }) };
  return must(resolveCase(handled, { id: "res_1", resolution, rootCause: "supplier" }, context)).state;
}
