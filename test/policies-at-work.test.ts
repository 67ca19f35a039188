// The two documents that are shipped do what their policies ask for, through the functions that a host calls.
import {
  backfillEvents,
  benefitsOf,
  classifyCustomer,
  currentSegments,
  customerFacts,
  defineProgram,
  earnPoints,
  grantConsent,
  hasConsent,
  must,
  openCase,
  openPointsAccount,
  personalOf,
  pointsBalance,
  recordEvent,
  recordResponse,
  registerCustomer,
  startMembership,
  tierOf,
  type EarningEvent,
  type Facts,
  type PersonalDetails,
  type Program,
  type ProgramDocument,
} from "clientele";
import { memoryStorage } from "clientele/memory";
import { describe, expect, test } from "vitest";
import { read } from "./support/documents.js";

const store = programOf("store");
const honour = programOf("honour");
const noon = new Date("2026-03-02T04:00:00Z");
const phone = { id: "p1", kind: "phone", value: "+8613800138000" } as const;
const wechat = { externalIds: [{ system: "wechat", value: "u1" }] };

describe("registering", () => {
  test.each<[string, PersonalDetails, readonly string[]]>([
    ["registration_form", { name: "张三", contactPoints: [phone] }, ["name", "phone"]],
    ["card_application", { name: "张三", contactPoints: [phone] }, ["name", "phone"]],
    ["online_survey", wechat, ["externalId"]],
    ["social", wechat, ["externalId"]],
  ])(
    "through the %s takes what it requires, and nothing less [a9, a16, a17, a18, a19, a20]",
    (intake, personal, missing) => {
      const command = { id: "reg_7", customerId: "cus_7", intake };
      const context = { ...store, now: noon };
      expect(registerCustomer(command, context)).toMatchObject({ rejection: { code: "details_missing", missing } });
      expect(must(registerCustomer({ ...command, personal }, context)).state.intake).toBe(intake);
    },
  );
});

describe("where customers come from", () => {
  const context = { ...store, now: noon };

  test.each([
    ["website", {}],
    ["app", {}],
    ["forum", {}],
    ["shop", { shopId: "sh_2" }],
    ["sales_visit", {}],
  ])(
    "through the channel %s, which is kept, with the shop where there is one [a7, a8, a10, a13, a15]",
    (from, where) => {
      const command = { id: "reg_7", customerId: "cus_7", salesChannel: from, ...where };
      const { state } = must(registerCustomer(command, context));
      expect(state).toMatchObject({ salesChannel: from, ...where });
      expect(customerFacts(state, context)).toMatchObject({ salesChannel: from });
    },
  );

  test("who subscribes to the mailing list may be written to by e-mail, and in no other way [a11]", () => {
    const personal = { contactPoints: [{ id: "e1", kind: "email", value: "zhang@example.com" }] } as const;
    const { state } = must(registerCustomer({ id: "reg_7", customerId: "cus_7", personal }, context));
    const subscribe = {
      id: "con_1",
      purpose: "marketing",
      wording: "consent_marketing_v1",
      act: "ticked_box",
    } as const;
    const subscribed = must(grantConsent(state, { ...subscribe, channel: "email" }, context)).state;
    const may = (customer: typeof state, channel: string): boolean =>
      hasConsent(customer, { ...context, purpose: "marketing", channel });
    expect([may(state, "email"), may(subscribed, "email"), may(subscribed, "sms")]).toEqual([false, true, false]);
  });

  test("what an online questionnaire asked of its own form stands in the profile [a12]", () => {
    const personal = { ...wechat, preferences: ["绿茶"] };
    const command = { id: "reg_7", customerId: "cus_7", intake: "online_survey", personal };
    const { state } = must(registerCustomer(command, context));
    expect(state.personalFields).toEqual(["externalId", "preferences"]);
    expect(personalOf(undefined, command, state).details).toEqual(personal);
  });
});

describe("one entrance", () => {
  const order = {
    type: "order.paid",
    customerId: "cus_7",
    occurredAt: "2026-03-02T10:00:00+08:00",
    lines: [{ sku: "tea", quantity: 1, paid: "120.00" }],
  } as const;

  test("for what comes from the shop, the site and the app; sent again, it changes nothing [a21, a25]", async () => {
    const storage = memoryStorage();
    const context = { ...store, now: noon };
    const sent = ["shop", "website", "app"].map((salesChannel) => ({
      ...order,
      id: `ord_${salesChannel}`,
      salesChannel,
    }));
    for (const event of sent) expect((await recordEvent(storage, event, context)).replayed).toBe(false);
    const before = JSON.stringify(await storage.records("purchases", { limit: 9 }));
    expect(before).toContain('"orders":3');
    for (const event of sent) expect((await recordEvent(storage, event, context)).replayed).toBe(true);
    expect(JSON.stringify(await storage.records("purchases", { limit: 9 }))).toBe(before);
  });
});

describe("one place", () => {
  test("for the customers there are: brought in with the day since when they are, and brought in once [a37]", async () => {
    const storage = memoryStorage();
    const known = [
      ["cus_7", "2019-05-01"],
      ["cus_8", "2021-11-11"],
    ] as const;
    const events = known.map(([customerId, customerSince]) => {
      const details = { personal: { name: "张三" }, customerSince, source: "import" } as const;
      const occurredAt = "2026-03-01T09:00:00+08:00";
      return { id: `imp_${customerId}`, type: "customer.registered", customerId, occurredAt, ...details } as const;
    });
    const context = { ...store, now: noon };
    const [first, again] = [
      await backfillEvents(storage, events, context),
      await backfillEvents(storage, events, context),
    ];
    expect([first.recorded, again.recorded, again.replayed]).toEqual([2, 0, 2]);
    const records = await storage.records("customer", { limit: 9 });
    expect(records.map(({ record }) => record)).toMatchObject(
      known.map(([id, customerSince]) => ({ id, customerSince })),
    );
  });

  test("for who somebody is, what they bought, and what they turned to the shop with [a27, a29, a38]", async () => {
    const storage = memoryStorage();
    const told = { customerId: "cus_7", occurredAt: "2026-03-02T10:00:00+08:00" } as const;
    const lines = [{ sku: "tea", quantity: 1, paid: "120.00" }];
    const events = [
      { ...told, id: "reg_7", type: "customer.registered", personal: { name: "张三" } },
      { ...told, id: "ord_1", type: "order.paid", lines },
      { ...told, id: "cas_1", type: "case.opened", caseType: "complaint", about: "ord_1" },
      { ...told, id: "rsp_1", type: "survey.answered", questionnaire: "store_visit", answers: { quality: 2 } },
    ] as const;
    for (const event of events) await recordEvent(storage, event, { ...store, now: noon });
    const kinds = (await storage.refsOf("cus_7")).map(({ kind }) => kind);
    const file = ["customer", "customer_personal", "order", "purchases", "case", "survey_response"];
    expect(kinds).toEqual(expect.arrayContaining(file));
    const [complaint] = await storage.records("case", { limit: 1 });
    expect(complaint?.record).toMatchObject({ customerId: "cus_7", about: { orderId: "ord_1" } });
  });
});

describe("classes and segments", () => {
  test.each<[Facts, readonly string[]]>([
    [{ occupation: "teacher", city: "杭州" }, ["teachers", "hangzhou"]],
    [{ city: "上海", attitude: "adventurous", service: "installation" }, ["adventurous", "installed"]],
    [{ "spend@P12M": "5000.00", daysSinceOrder: 7 }, ["spending", "active"]],
    [{}, []],
  ])("%j, by who they are, where, how they think, what they need and do [L126, L128, L129]", (facts, expected) => {
    const context = { ...people, now: noon, facts };
    const started = must(startMembership({ id: "mem_7", customerId: "cus_7" }, context)).state;
    const membership = must(classifyCustomer(started, { id: "cls_1" }, context)).state;
    expect(currentSegments(membership, context).map(({ segment }) => segment)).toEqual(expected);
  });
});

describe("tiers and benefits", () => {
  test("a tier is reached by amount, frequency and referrals together [L134, L142, L147]", () => {
    const context = { ...honour, now: noon };
    const opened = must(openPointsAccount({ id: "acc_7", customerId: "cus_7" }, context)).state;
    const paid: EarningEvent = {
      id: "ord_1",
      type: "order.paid",
      lines: [{ sku: "tea", quantity: 1, paid: "1400.00" }],
    };
    const bought = must(earnPoints(opened, paid, context)).state;
    const told = must(earnPoints(bought, { id: "ref_1", type: "referral.qualified" }, context)).state;
    const tierWith = (account: typeof told): unknown => {
      const points = pointsBalance(account, context)["honour"]?.available ?? 0;
      return [points, tierOf("honour", { ...context, facts: { "points.honour": points } }).label];
    };
    expect(tierWith(bought)).toEqual([1500, "普通客户"]);
    expect(tierWith(told)).toEqual([2000, "银卡客户"]);
  });

  test("who has a higher tier has its benefits and all below: a gift, a discount, an agent [c65, c66, d92, L135, L149]", () => {
    const labels = (tier: string): readonly unknown[] => benefitLabels(honour, { "tier.honour": tier });
    expect(labels("regular")).toEqual([]);
    expect(labels("silver")).toEqual(["生日礼物"]);
    expect(labels("gold")).toEqual(["生日礼物", "节日折扣", "优先购买权"]);
    expect(labels("diamond")).toEqual(["生日礼物", "节日折扣", "优先购买权", "专属客服", "客户答谢会"]);
  });

  test("high value has member service, recommendation and discount; regular the usual service [L139, 178]", () => {
    const labels = (value: string): readonly unknown[] =>
      benefitLabels(store, { "segment.value_class": value, "consent.profiling": true });
    expect(labels("high_value")).toEqual(["专属会员服务", "定制化产品推荐", "优惠折扣"]);
    expect(labels("regular")).toEqual(["常规服务与优惠活动"]);
    expect(labels("prospect")).toEqual([]);
  });
});

describe("cases", () => {
  test.each([
    ["enquiry", ["chat", "phone", "social"]],
    ["complaint", ["phone", "email", "platform", "box"]],
  ] as const)(
    "given type %s, a case comes in by each of its channels and by no other [S153, S168, S170]",
    (type, channels) => {
      const byChannel = (channel: string): boolean =>
        openCase({ id: "cas_1", type, channel }, { ...store, now: noon }).ok;
      expect(channels.map(byChannel)).toEqual(channels.map(() => true));
      expect(byChannel("fax")).toBe(false);
    },
  );

  test("after the sale, things are repaired, returned, exchanged, or explained [S159]", () => {
    const ofKind = (kind: string): boolean =>
      openCase({ id: "cas_1", type: "after_sales", kind }, { ...honour, now: noon }).ok;
    expect(["维修", "退货", "换货", "技术支持", "保养"].map(ofKind)).toEqual([true, true, true, true, false]);
  });
});

describe("surveys", () => {
  test.each([
    ["store_visit", store, { attitude: 5, efficiency: 4, quality: 5, price: 3 }],
    ["honour_survey", honour, { quality: 5, attitude: 4, delivery: 3, afterSales: 5 }],
  ])(
    "%s asks about four dimensions, attitude and quality among them, and takes an answer to each [S161]",
    (id, program, answers) => {
      const context = { ...program, now: noon };
      const { state } = must(recordResponse({ id: "rsp_1", questionnaire: id, answers }, context));
      const asked = program.questionnaires.find((each) => each.id === id)?.questions ?? [];
      const rated = state.answers.flatMap(({ kind, question }) => (kind === "rating" ? [question] : []));
      expect(rated).toEqual(Object.keys(answers));
      expect(new Set(asked.flatMap((each) => ("dimension" in each ? [each.dimension] : []))).size).toBe(4);
    },
  );

  test("are answered online, by phone or face to face, and in no other way [S164, S165]", () => {
    const by = (mode: string): boolean =>
      recordResponse(
        { id: "rsp_1", questionnaire: "store_visit", mode, answers: { price: 3 } },
        { ...store, now: noon },
      ).ok;
    expect(["online", "phone", "face_to_face", "fax"].map(by)).toEqual([true, true, true, false]);
  });
});

const people = defineProgram({
  format: "clientele/program",
  id: "people",
  version: 1,
  label: "客户分群",
  locale: "zh-CN",
  zone: "Asia/Shanghai",
  currency: "CNY",
  facts: {
    occupation: { source: "host", type: "text", about: "demographic" },
    city: { source: "host", type: "text", about: "demographic" },
    attitude: { source: "host", type: "text", about: "guess" },
    service: { source: "host", type: "text", about: "behaviour" },
  },
  segments: [
    { id: "teachers", label: "教师", when: { op: "eq", fact: "occupation", value: "teacher" } },
    { id: "hangzhou", label: "杭州", when: { op: "eq", fact: "city", value: "杭州" } },
    { id: "adventurous", label: "爱尝试", when: { op: "eq", fact: "attitude", value: "adventurous" } },
    { id: "installed", label: "需安装", when: { op: "eq", fact: "service", value: "installation" } },
    {
      id: "spending",
      label: "消费能力强",
      when: { op: "gte", fact: "spend", window: { kind: "rolling", length: "P12M" }, value: "5000.00" },
    },
    { id: "active", label: "活跃", when: { op: "lte", fact: "daysSinceOrder", value: 30 } },
  ],
});

function programOf(name: string): Program {
  return defineProgram(JSON.parse(read(`docs/programs/${name}.json`)) as ProgramDocument);
}

function benefitLabels(program: Program, facts: Facts): readonly unknown[] {
  const known = { birthday: "1990-05-01", ...facts };
  return benefitsOf({ ...program, now: noon, facts: known }).map(({ benefit }) => benefit.label);
}
