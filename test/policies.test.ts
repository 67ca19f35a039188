// The numbers and names that the policies give are kept as they are, and do what they say. All else is a sample.
import {
  caseClocks,
  changeCustomer,
  classifyCustomer,
  classOf,
  defineProgram,
  defineSegments,
  defineTierSets,
  moveCase,
  must,
  openCase,
  registerCustomer,
  respondToCase,
  startMembership,
  tierOf,
  type CaseType,
  type Program,
  type ProgramDocument,
  type Segments,
  type ServiceCase,
  type TierSetInput,
} from "clientele";
import { describe, expect, test } from "vitest";
import { read } from "./support/documents.js";

const store = programOf("store");
const honour = programOf("honour");

describe("times that are promised", () => {
  test("an enquiry before the sale is answered within 30 minutes [S154]", () => {
    const opened = open(store, "enquiry", "2026-03-02T12:00:00.000+08:00");
    expect(verdict(store, opened, "2026-03-02T12:30:00.000+08:00")).toBe("met");
    expect(verdict(store, opened, "2026-03-02T12:30:00.001+08:00")).toBe("breached");
  });

  test.each([store, honour])("after the sale, within 24 hours of any day: $id [S155]", (program) => {
    const opened = open(program, "after_sales", "2026-03-07T20:00:00.000+08:00");
    expect(verdict(program, opened, "2026-03-08T20:00:00.000+08:00")).toBe("met");
    expect(verdict(program, opened, "2026-03-08T20:00:00.001+08:00")).toBe("breached");
  });

  test("data are to be verified every quarter, phone and e-mail first", () => {
    expect(store.verification).toMatchObject({ every: "P3M", first: ["phone", "email"], by: ["sms", "email"] });
  });
});

describe("names of tiers", () => {
  test.each([
    [0, "普通客户"],
    [1_999, "普通客户"],
    [2_000, "银卡客户"],
    [8_000, "金卡客户"],
    [20_000, "钻石客户"],
  ])("%i 荣誉值 make a 普通, 银卡, 金卡 or 钻石 customer [L133]", (points, label) => {
    const context = { ...honour, now: new Date("2026-03-02T02:00:00Z"), facts: { "points.honour": points } };
    expect(tierOf("honour", context).label).toBe(label);
  });

  test.each([
    ["0.00", "普通客户"],
    ["999.99", "普通客户"],
    ["1000.00", "银牌客户"],
    ["5000.00", "金牌客户"],
  ])("%s spent make a 普通, 银牌 or 金牌 customer [L132]", (spend, label) => {
    const tierSets = defineTierSets([medals]);
    const now = new Date("2026-03-02T02:00:00Z");
    expect(tierOf("medals", { tierSets, zone: "Asia/Shanghai", now, facts: { "spend@P12M": spend } }).label).toBe(
      label,
    );
  });
});

describe("names of classes", () => {
  test.each([
    [{ "orders@P12M": 6, "spend@P12M": "5000.00" }, "高价值客户"],
    [{ "orders@P12M": 6, "spend@P12M": "999.99" }, "普通客户"],
    [{ "orders@P12M": 1, "spend@P12M": "5000.00" }, "普通客户"],
    [{ "orders@P12M": 1, "spend@P12M": "999.99" }, "潜在客户"],
    [{ "orders@P12M": 0, "spend@P12M": "0.00" }, "潜在客户"],
  ])("%j is 高价值, 普通 or 潜在, also who bought nothing yet [e115, L124, 177]", (facts, label) => {
    expect(classLabel(store.segments, "value_class", facts)).toBe(label);
  });

  test.each([
    [{ "spend@P12M": "5000.00", daysSinceOrder: 10 }, "高价值客户"],
    [{ "spend@P12M": "10.00", daysSinceOrder: 200 }, "流失风险客户"],
    [{ "spend@P12M": "10.00", daysSinceOrder: 10 }, "潜力客户"],
  ])("%j is 高价值, 潜力 or 流失风险 [L125]", (facts, label) => {
    expect(classLabel(defineSegments([risk]), "risk", facts)).toBe(label);
  });

  test("tags are kept to the letter: 新客户, 复购客户, 偏好A产品 [a40]", () => {
    const context = { ...store, now: new Date("2026-03-02T02:00:00Z") };
    const asked = { id: "reg_7", customerId: "cus_7", tags: ["新客户"] };
    const customer = must(registerCustomer(asked, context)).state;
    expect(customer.tags).toEqual(["新客户"]);
    const tags = ["复购客户", "偏好A产品"];
    const changed = must(changeCustomer(customer, { id: "chg_7", tags }, context)).state;
    expect(new Set(changed.tags)).toEqual(new Set(tags));
  });
});

describe("who does what", () => {
  test.each([
    ["complaint", "客户投诉处理专员"],
    ["enquiry", "客户服务专员"],
    ["after_sales", "客户服务专员"],
  ] as const)("a case of type %s goes to the %s [d87, d90, d91]", (type, role) => {
    const { assignedTo = "" } = open(store, type, "2026-03-02T12:00:00+08:00");
    expect(store.roles[assignedTo]?.label).toBe(role);
  });

  test("a complaint that is late is reported to the 客户经理, then to the 系统管理员 [d87, d89, d98]", () => {
    const [complaint] = store.cases.policies;
    expect(complaint?.escalate?.map(({ to }) => store.roles[to]?.label)).toEqual(["客户经理", "系统管理员"]);
  });

  test("a complaint goes through 受理, 调查, 处理, 反馈 [S171]", () => {
    let complaint = open(store, "complaint", "2026-03-02T12:00:00+08:00");
    const context = { ...store, now: new Date("2026-03-02T06:00:00Z") };
    const work = { resolution: { kind: "replaced" }, rootCause: "产品质量" };
    for (const to of ["investigating", "handling", "feedback", "closed"]) {
      complaint = must(moveCase(complaint, { id: `mov_${to}`, to, ...(to === "feedback" && work) }, context)).state;
    }
    const [policy] = store.cases.policies;
    const labels = complaint.intervals.map(({ status }) => policy?.workflow.statuses[status]?.label);
    expect(labels).toEqual(["受理", "调查", "处理", "反馈", "结案"]);
  });
});

const medals: TierSetInput = {
  id: "medals",
  label: "客户分级",
  metric: "spend",
  period: { kind: "rolling", length: "P12M" },
  upgrade: "at_once",
  downgrade: "none",
  tiers: [
    { id: "regular", label: "普通客户", reach: 0 },
    { id: "silver", label: "银牌客户", reach: "1000.00" },
    { id: "gold", label: "金牌客户", reach: "5000.00" },
  ],
};

const lastYear = { kind: "rolling", length: "P12M" } as const;
const risk = {
  id: "risk",
  label: "客户分类",
  mode: "first_match",
  of: [
    { id: "high", label: "高价值客户", when: { op: "gte", fact: "spend", window: lastYear, value: "5000.00" } },
    { id: "at_risk", label: "流失风险客户", when: { op: "gte", fact: "daysSinceOrder", value: 180 } },
    { id: "potential", label: "潜力客户", when: { op: "otherwise" } },
  ],
} as const;

function programOf(name: string): Program {
  return defineProgram(JSON.parse(read(`docs/programs/${name}.json`)) as ProgramDocument);
}

function open(program: Program, type: CaseType, at: string): ServiceCase {
  return must(openCase({ id: "cas_1", type, customerId: "cus_7" }, { ...program, now: new Date(at) })).state;
}

/** How the first response fares when it is given at an instant. */
function verdict(program: Program, opened: ServiceCase, at: string): string | undefined {
  const context = { ...program, now: new Date(at) };
  const answered = must(respondToCase(opened, { id: "rsp_1" }, context)).state;
  return caseClocks(answered, context).find(({ metric }) => metric === "first_response")?.state;
}

/** The label of the class that somebody with these facts is in. */
function classLabel(segments: Segments, segment: string, facts: object): unknown {
  const context = { segments, now: new Date("2026-03-02T02:00:00Z"), facts: { ...facts } };
  const { state } = must(startMembership({ id: "mem_7", customerId: "cus_7" }, context));
  const membership = must(classifyCustomer(state, { id: "cls_1" }, context)).state;
  return classOf(membership, { ...context, segment })?.label;
}
