import { addDays, compareText, type Day, type HostEvent, type OrderLine } from "clientele";
import { seededChance, type Chance } from "clientele/testing";
import { stories, type Step } from "./stories.js";

/** The days of the week, from a Thursday on; on the Sunday the shop is closed. */
export const days = [
  "2026-03-05",
  "2026-03-06",
  "2026-03-07",
  "2026-03-08",
  "2026-03-09",
  "2026-03-10",
  "2026-03-11",
] as const;

const [firstDay, , , sunday] = days;

/** The shop's customers. */
export const customers: readonly string[] = Array.from({ length: 60 }, (_, i) => `cus_${pad(i + 1)}`);

/** How many of them answer the survey. */
export const answerCount = 23;

/**
 * Everything that happens in the week, in order: the customers and their earlier orders are brought over before the
 * shop opens, then seven days of orders, with the stories in between. All of it is invented; the same seed invents the
 * same week.
 */
export function invented(seed: number): readonly Step[] {
  const chance = seededChance(seed);
  const steps = [
    ...customers.map((customerId) => registered(customerId, chance)),
    ...customers.flatMap((customerId) => earlierOrders(customerId, chance)),
    ...days.filter((day) => day !== sunday).flatMap((day) => ordersOf(day, customers, chance)),
    ...customers.slice(0, answerCount).map((customerId) => answered(customerId, chance)),
    ...stories(),
  ];
  return steps.toSorted((left, right) => compareText(left.at, right.at) || compareText(left.event.id, right.event.id));
}

function registered(customerId: string, chance: Chance): Step {
  const number = customerId.slice(4);
  const contactPoints = [{ id: "phone", kind: "phone", value: `+86 000 0000 00${number}` }] as const;
  return {
    at: `${firstDay}T08:00:00+08:00`,
    event: {
      id: `reg_${number}`,
      type: "customer.registered",
      customerId,
      occurredAt: `${dayBefore(firstDay, 340, chance)}T12:00:00+08:00`,
      source: "import",
      intake: "registration_form",
      personal: { name: `Customer No. ${number}`, contactPoints },
    },
  };
}

/** Orders from before the shop used the program: sent this morning, counted when they were paid. */
function earlierOrders(customerId: string, chance: Chance): readonly Step[] {
  const count = chance.pick([0, 0, 1, 1, 2, 3, 5, 9]);
  return Array.from({ length: count }, (_, i) => {
    const id = `old_${customerId.slice(4)}_${i + 1}`;
    const occurredAt = `${dayBefore(firstDay, 330, chance)}T15:00:00+08:00`;
    return { at: `${firstDay}T08:30:00+08:00`, event: orderPaid(id, customerId, occurredAt, chance) };
  });
}

function ordersOf(day: Day, customers: readonly string[], chance: Chance): readonly Step[] {
  const count = 12 + chance.below(8);
  return Array.from({ length: count }, (_, i) => {
    const at = `${day}T${pad(10 + chance.below(11))}:${pad(chance.below(60))}:00+08:00`;
    return { at, event: orderPaid(`ord_${day.slice(8)}_${pad(i + 1)}`, chance.pick(customers), at, chance) };
  });
}

function orderPaid(id: string, customerId: string, occurredAt: string, chance: Chance): HostEvent {
  const lines = Array.from({ length: 1 + chance.below(3) }, () => chance.pick(goods));
  return { id, type: "order.paid", customerId, occurredAt, salesChannel: "shop", lines };
}

function answered(customerId: string, chance: Chance): Step {
  const number = customerId.slice(4);
  const at = `${addDays(firstDay, 1 + chance.below(5))}T20:${pad(chance.below(60))}:00+08:00`;
  const level = (): number => chance.pick([5, 5, 5, 4, 4, 4, 3, 2]);
  const answers = { attitude: level(), efficiency: level(), quality: level(), price: level() };
  return {
    at,
    event: { id: `srv_${number}`, type: "survey.answered", customerId, occurredAt: at, survey: "quarterly", answers },
  };
}

const goods: readonly OrderLine[] = [
  { sku: "green-tea", category: "tea", quantity: 1, paid: "68.00" },
  { sku: "black-tea", category: "tea", quantity: 1, paid: "88.50" },
  { sku: "teapot", category: "pottery", quantity: 1, paid: "328.00" },
  { sku: "tea-set", category: "pottery", quantity: 1, paid: "899.00" },
  { sku: "nuts", category: "snacks", quantity: 2, paid: "39.80" },
  { sku: "gift-box", category: "gifts", quantity: 1, paid: "298.00" },
];

/** A day within so many days before another one, at least eight days before: the return window is over. */
function dayBefore(day: Day, days: number, chance: Chance): Day {
  return addDays(day, -8 - chance.below(days - 8));
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
