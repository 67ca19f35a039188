import { checkHostEvent, recordEvent, type HostEvent, type RecordedEvent } from "clientele";
import type { FastifyInstance } from "fastify";
import type { Shop } from "./app.js";

/** What happened in the shop. The id of an order or a refund is its idempotency key. */
export function eventRoutes(app: FastifyInstance, shop: Shop): void {
  app.post("/orders", async (request, reply) => {
    const order = eventOf(request.body, "order.paid", shop);
    const recorded = await shop.db.transaction(async (transaction) => {
      const row = [order.id, order.customerId];
      await transaction.query("insert into shop_orders values ($1, $2) on conflict do nothing", row);
      return recordEvent(shop.storage.within(transaction), order, { ...shop.program, now: shop.now() });
    });
    return reply.status(recorded.replayed ? 200 : 201).send(answerOf(recorded));
  });

  app.post("/refunds", async (request, reply) => {
    const refund = eventOf(request.body, "order.refunded", shop);
    const recorded = await recordEvent(shop.storage, refund, { ...shop.program, now: shop.now() });
    return reply.status(recorded.replayed ? 200 : 201).send(answerOf(recorded));
  });
}

/** The body as a host event, read by the library: amounts are text, so no schema of the route may turn them to numbers. */
function eventOf(body: unknown, type: HostEvent["type"], { program }: Shop): HostEvent {
  return checkHostEvent({ ...(body as object), type }, program);
}

interface EventAnswer {
  readonly replayed: boolean;
  readonly happened: readonly string[];
  readonly refused: readonly { readonly module: string; readonly code: string; readonly message: string }[];
}

function answerOf({ replayed, decisions, events }: RecordedEvent): EventAnswer {
  const refused = decisions.flatMap(({ module, rejection }) => {
    return rejection === undefined ? [] : [{ module, code: rejection.code, message: rejection.message }];
  });
  return { replayed, happened: events.map(({ type }) => type), refused };
}
