import { addDays, labelIn, localDay, monthEnd, pointsOverTime, rfmGrid, tiersOverTime } from "clientele";
import type { Day, Locale, Program, Storage } from "clientele";
import { areasOverTime, scoreGrid } from "../support/charts.js";
import { pageOf } from "../support/page.js";
import type { Say } from "../support/words.js";
import type { Summary } from "./summary.js";

const fates = { redeemed: "redeemed", expired: "expired", reversed: "reversed", left: "outstanding" } as const;

/** One page: the summary, and charts of what named reads say of today and of the ends of all months since `from`. */
export async function reportOf(
  storage: Storage,
  program: Program,
  told: { readonly summary: Summary; readonly from: Day; readonly now: Date; readonly lang: Locale; readonly say: Say },
): Promise<string> {
  const { summary, from, now, lang, say } = told;
  const lastDay = addDays(localDay(now.getTime(), program.zone), -1);
  const days: Day[] = [];
  for (let day = monthEnd(from); day <= lastDay; day = monthEnd(addDays(day, 1))) days.push(day);
  const cells = await rfmGrid(storage, { ...program, now, segment: "rfm" });
  const tiers = await tiersOverTime(storage, { ...program, now, days });
  const points = (await pointsOverTime(storage, { ...program, now, days })).map((each) => each.points["points"]);
  const byTier = (program.tierSets ?? []).flatMap(({ id: set, tiers: all }) =>
    all.map(({ id, label }) => {
      return { name: labelIn(label, lang, id), data: tiers.map((each) => each.tiers[set]?.[id] ?? 0) };
    }),
  );
  const byFate = Object.entries(fates).map(([name, fate]) => {
    return { name: say(name), data: points.map((totals) => totals?.[fate] ?? 0) };
  });
  const worth = { name: say("left"), data: points.map((totals) => Number(totals?.worth ?? 0)) };
  const grid = cells.map(({ frequency, recency, customers }) => [frequency, recency, customers] as const);
  return pageOf(lang, say("title"), say("about", { day: lastDay }), [
    { title: say("standing"), width: "wide", lines: summary.standing },
    { title: say("rfm"), width: "wide", svg: scoreGrid(say("frequency"), say("recency"), grid) },
    { title: say("tiersOverTime"), width: "wide", svg: areasOverTime(days, byTier) },
    { title: say("liability"), width: "wide", svg: areasOverTime(days, [worth]) },
    { title: say("flow"), width: "wide", svg: areasOverTime(days, byFate) },
    { title: say("best"), width: "half", lines: summary.best },
    { title: say("atRisk"), width: "half", lines: summary.atRisk },
    { title: summary.example[0] ?? "", width: "wide", lines: summary.example.slice(1) },
  ]);
}
