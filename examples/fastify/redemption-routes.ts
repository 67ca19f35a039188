import { ClienteleError, execute } from "clientele";
import { redeemPoints } from "clientele/points";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Shop } from "./app.js";

/**
 * Points for money off. The caller's header `Idempotency-Key` is the command's id: sent again, the same answer comes
 * back and nothing is taken twice. A refusal is an answer with the numbers, and the same key may be tried again later.
 */
export function redemptionRoutes(app: FastifyInstance, { storage, program, now }: Shop): void {
  app.post<Redemption>("/customers/:customerId/redemptions", async (request, reply) => {
    const { customerId } = request.params;
    const { points: rules, zone } = program;
    if (rules === undefined) throw new Error("The program has no section for points.");
    const account = { owner: customerId, kind: "points_account", id: customerId };
    const command = { id: keyOf(request), points: request.body?.points ?? 0 };
    const redeemed = await execute(storage, account, redeemPoints, command, { points: rules, zone, now: now() });
    if (!redeemed.ok) return reply.status(redeemed.rejection.code === "not_found" ? 404 : 409).send(redeemed.rejection);
    const [first] = redeemed.events;
    return reply.status(redeemed.replayed ? 200 : 201).send({ points: command.points, worth: first?.worth });
  });
}

interface Redemption {
  readonly Params: { readonly customerId: string };
  readonly Body: { readonly points?: number } | undefined;
}

function keyOf({ headers }: FastifyRequest<Redemption>): string {
  const key = headers["idempotency-key"];
  if (typeof key === "string" && key !== "") return key;
  throw new ClienteleError("command_invalid", "Send the header Idempotency-Key: a new one for each redemption.");
}
