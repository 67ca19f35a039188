import { detailsOf } from "../orders/details.js";
import { didYouMean } from "../shared/text.js";
import { readParts, type Parts } from "./event-parts.js";
import { customShape, eventShapes } from "./event-shapes.js";
import { invalid, objectAt, shown } from "./border-values.js";
import { hostEventTypes, type HostEvent, type HostEventType } from "./host-events.js";
import type { CustomEvents } from "./sections/events-rules.js";

/** What the border needs of a program: the events that its document declares. */
export interface HostEventContext {
  readonly events?: CustomEvents;
}

/**
 * A host event read from outside, as the program keeps it. What database libraries answer is taken: `null` is left out,
 * a Date becomes an instant, a bigint a whole number, a decimal object the text of its amount; everything else stays as
 * it is, and what is compared with a later sending is the plain form. Throws
 * `command_invalid` with the path of the first mistake, and what to do: an unknown type or key (with the nearest known
 * one), a part that is missing or malformed, money that is no text or below 0, an id with `#`, more than 10,000 lines,
 * tenders that do not come to lines plus shipping (with the difference), a Map, a function or an object of a class.
 *
 * What the business refuses is not looked at here: that is the modules' answer.
 *
 * @example
 * ```ts
 * import { checkHostEvent } from "clientele/program";
 *
 * const visit = { id: "vis_1", type: "visit.made", customerId: "cus_7", occurredAt: "2026-03-02T10:00:00+08:00" };
 * checkHostEvent({ ...visit, shopId: null }); // => { id: "vis_1", type: "visit.made", customerId: "cus_7", occurredAt: "2026-03-02T10:00:00+08:00" }
 * checkHostEvent({ ...visit, type: "visit.mode" }); // throws command_invalid
 * ```
 */
export function checkHostEvent(value: unknown, context: HostEventContext = {}): HostEvent {
  const { type } = objectAt(value, "");
  const event = readParts(value, "", shapeOf(type, context)) as HostEvent;
  if (event.type === "order.placed" || event.type === "order.paid") detailsOf(event, event.currency);
  return event;
}

function shapeOf(type: unknown, { events = {} }: HostEventContext): Parts {
  if (type === undefined || type === null) throw invalid("type", `is missing; name what happened, like "order.paid"`);
  if (isKnown(type)) return eventShapes[type];
  const custom = Object.keys(events).map((name) => `custom.${name}`);
  if (typeof type === "string" && custom.includes(type)) return customShape;
  const near = typeof type === "string" ? didYouMean(type, [...hostEventTypes, ...custom]) : undefined;
  const help = near === undefined ? 'one of its own is declared under "events"' : `did you mean "${near}"?`;
  throw invalid("type", `${shown(type)} is not a host event of this program; ${help}`);
}

function isKnown(type: unknown): type is HostEventType {
  return (hostEventTypes as readonly unknown[]).includes(type);
}
