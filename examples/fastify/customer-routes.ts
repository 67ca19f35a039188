import { customerReport, explainTierProgress, type Locale } from "clientele";
import type { FastifyInstance } from "fastify";
import type { Shop } from "./app.js";

/** Where a customer stands now. Nothing is written, and no job has to have run. */
export function customerRoutes(app: FastifyInstance, { storage, program, now }: Shop): void {
  app.get<OneCustomer>("/customers/:customerId", async ({ params, headers }) => {
    const locale: Locale = headers["accept-language"]?.startsWith("zh") === true ? "zh-CN" : "en";
    const { customerId } = params;
    const { points, tiers, progress, expiring } = await customerReport(storage, { ...program, customerId, now: now() });
    const { available = 0, pending = 0, held = 0, shortfall = 0 } = points["points"] ?? {};
    return {
      customerId,
      points: { available, pending, held, shortfall },
      expiring,
      tier: tiers["club"],
      words: progress.map((one) => explainTierProgress(one, locale)),
    };
  });
}

interface OneCustomer {
  readonly Params: { readonly customerId: string };
}
