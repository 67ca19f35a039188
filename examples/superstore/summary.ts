import { addDays, bestCustomers, customerReport, explainClass, explainTierProgress } from "clientele";
import { labelIn, localDay, programSummary } from "clientele";
import type { CustomerFigures, Locale, Program, Storage } from "clientele";
import type { Say } from "../support/words.js";

/** Where the program stands, in sentences; every figure comes from a named read of the storage. */
export interface Summary {
  readonly standing: readonly string[];
  readonly best: readonly string[];
  readonly atRisk: readonly string[];
  /** The first of those at risk, in words. */
  readonly example: readonly string[];
}

/** Reads the storage as it stands at `now`. */
export async function summaryOf(
  storage: Storage,
  program: Program,
  told: { readonly now: Date; readonly lang: Locale; readonly say: Say },
): Promise<Summary> {
  const { now, lang, say } = told;
  const context = { ...program, now };
  const { tierSets, segments, currency } = program;
  const counted = await programSummary(storage, context);
  const best = await bestCustomers(storage, context);
  const atRisk = await bestCustomers(storage, { ...context, within: { segment: "rfm", class: "at_risk" } });
  const { worth = "0", ...points } = counted.points["points"] ?? {};
  const money = new Intl.NumberFormat(lang, { style: "currency", currency });
  const groups = [
    ...tierSets.map((set) => ({ ...set, parts: set.tiers, counts: counted.tiers[set.id] })),
    ...segments.map((segment) => {
      const parts = segment.kind === "condition" ? [] : segment.classes;
      return { ...segment, parts, counts: counted.segments[segment.id] };
    }),
  ];
  const lineOf = ({ customerId, facts, tiers }: CustomerFigures): string => {
    const held = tierSets.flatMap((set) => set.tiers.filter(({ id }) => id === tiers[set.id]));
    const tier = held.map(({ id, label }) => labelIn(label, lang, id)).join();
    const spend = money.format(String(facts["spend"]) as `${number}`);
    return say("customer", { customerId, spend, tier, lastOrder: String(facts["lastOrderOn"]) });
  };
  const customerId = atRisk[0]?.customerId ?? best[0]?.customerId ?? "";
  const { progress, reasons, expiring } = await customerReport(storage, { ...context, customerId });
  return {
    standing: [
      say("customers", { count: counted.customers }),
      ...groups.map(({ id, label, parts, counts = {} }) => {
        const each = parts.map((part) =>
          say("count", { label: labelIn(part.label, lang, part.id), count: counts[part.id] ?? 0 }),
        );
        return say("counts", { label: labelIn(label, lang, id), counts: each.join(say("comma")) });
      }),
      say("points", points),
      say("outstanding", { ...points, worth: money.format(worth as `${number}`) }),
    ],
    best: best.map(lineOf),
    atRisk: atRisk.map(lineOf),
    example: [
      say("example", { customerId }),
      ...progress.map((each) => explainTierProgress(each, lang)),
      ...reasons.map((each) => explainClass(each, lang)),
      ...expiring.map(({ points: some, lapsesAt }) =>
        say("expiring", { points: some, day: addDays(localDay(lapsesAt, program.zone), -1) }),
      ),
    ],
  };
}
