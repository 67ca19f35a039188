import type { HostEvent } from "clientele";

/** Something that the shop tells the program, and the moment at which it does. */
export interface Step {
  readonly at: string;
  readonly event: HostEvent;
}

/** The customers of whom the transcript tells. */
export const cast = {
  refund: "cus_07",
  quickAnswer: "cus_11",
  lateAnswer: "cus_12",
  repair: "cus_20",
  complaint: "cus_31",
  erased: "cus_44",
} as const;

/** The order that is partly paid with points and partly refunded. */
export const refundedOrder = "ord_refund";

/** The cases, by what the transcript tells of them. */
export const told = {
  quickAnswer: "cas_quick",
  lateAnswer: "cas_late",
  repair: "cas_repair",
  complaint: "cas_complaint",
} as const;

/** What must be found nowhere after the erasure: it stands in a personal document and in the text of a complaint. */
export const erasedWords = ["Customer No. 44", "+86 000 0000 0044", "The ribbon was torn"] as const;

/** What happens to them. Nobody in it is real. */
export function stories(): readonly Step[] {
  return [...refund(), ...enquiries(), ...repair(), ...complaint(), ...erasure()];
}

/** An earlier order has earned the points; 20.00 of the next one is paid with them, and two fifths of that go back. */
function refund(): readonly Step[] {
  const customerId = cast.refund;
  const earlier: HostEvent = {
    id: "old_refund",
    type: "order.paid",
    customerId,
    occurredAt: "2026-01-15T15:00:00+08:00",
    lines: [{ sku: "tea-set", category: "pottery", quantity: 3, paid: "2697.00" }],
  };
  return [
    { at: "2026-03-05T08:30:00+08:00", event: earlier },
    now({
      id: refundedOrder,
      type: "order.paid",
      customerId,
      occurredAt: "2026-03-06T15:00:00+08:00",
      tenders: [
        { kind: "points", amount: "20.00" },
        { kind: "card", amount: "280.00" },
      ],
      lines: [
        { id: "cups", sku: "cups", category: "pottery", quantity: 4, paid: "120.00" },
        { id: "tray", sku: "tray", category: "pottery", quantity: 1, paid: "180.00" },
      ],
    }),
    now({
      id: "rfd_cups",
      type: "order.refunded",
      customerId,
      occurredAt: "2026-03-10T11:00:00+08:00",
      orderId: refundedOrder,
      lines: [{ id: "cups" }],
    }),
  ];
}

/** Two enquiries before a sale: half an hour of shop time is promised; one is answered in 28 minutes, one in 31. */
function enquiries(): readonly Step[] {
  const asked = [
    {
      caseId: told.quickAnswer,
      customerId: cast.quickAnswer,
      from: "2026-03-05T11:00:00+08:00",
      to: "2026-03-05T11:28:00+08:00",
    },
    {
      caseId: told.lateAnswer,
      customerId: cast.lateAnswer,
      from: "2026-03-06T14:10:00+08:00",
      to: "2026-03-06T14:41:00+08:00",
    },
  ] as const;
  return asked.flatMap(({ caseId, customerId, from, to }) => [
    now({ id: `${caseId}_asked`, type: "enquiry.received", customerId, caseId, channel: "chat", occurredAt: from }),
    now({ id: `${caseId}_answered`, type: "case.responded", customerId, caseId, occurredAt: to }),
  ]);
}

/** A request after a sale; an answer is promised within 24 hours. */
function repair(): readonly Step[] {
  const who = { customerId: cast.repair, caseId: told.repair } as const;
  return [
    now({
      ...who,
      id: "rep_1",
      type: "case.opened",
      caseType: "after_sales",
      channel: "phone",
      occurredAt: "2026-03-09T13:00:00+08:00",
    }),
    now({ ...who, id: "rep_2", type: "case.responded", occurredAt: "2026-03-10T09:30:00+08:00" }),
  ];
}

/** A complaint on Saturday afternoon: accepted, investigated, handled, told. Sunday lies in between. */
function complaint(): readonly Step[] {
  const who = { customerId: cast.complaint, caseId: told.complaint } as const;
  const opened = { caseType: "complaint", channel: "phone", category: "产品质量" } as const;
  const resolved = { resolution: { kind: "replaced", accepted: true }, rootCause: "transport_damage" } as const;
  return [
    now({
      ...who,
      ...opened,
      id: "cmp_1",
      type: "case.opened",
      occurredAt: "2026-03-07T16:00:00+08:00",
      text: "The lid came broken.",
    }),
    now({ ...who, id: "cmp_2", type: "case.responded", occurredAt: "2026-03-09T10:30:00+08:00" }),
    now({ ...who, id: "cmp_3", type: "case.moved", to: "investigating", occurredAt: "2026-03-09T11:00:00+08:00" }),
    now({ ...who, id: "cmp_4", type: "case.moved", to: "handling", occurredAt: "2026-03-10T15:00:00+08:00" }),
    now({ ...who, ...resolved, id: "cmp_5", type: "case.resolved", occurredAt: "2026-03-11T11:00:00+08:00" }),
  ];
}

/** Somebody buys, complains in writing, and wants to be forgotten. */
function erasure(): readonly Step[] {
  const who = { customerId: cast.erased } as const;
  const lines = [{ sku: "gift-box", category: "gifts", quantity: 1, paid: "298.00" }];
  return [
    now({ ...who, id: "ers_1", type: "order.paid", occurredAt: "2026-03-07T12:00:00+08:00", lines }),
    now({
      ...who,
      id: "ers_2",
      type: "case.opened",
      caseType: "complaint",
      channel: "email",
      occurredAt: "2026-03-09T15:00:00+08:00",
      text: "The ribbon was torn. Please call me: +86 000 0000 0044.",
    }),
    now({ ...who, id: "ers_3", type: "customer.erased", occurredAt: "2026-03-11T17:00:00+08:00" }),
  ];
}

/** What the shop tells at the moment it happens. */
function now(event: HostEvent): Step {
  return { at: event.occurredAt, event };
}
