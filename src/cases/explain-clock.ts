import { lengthIn, timeIn } from "../calendar/time-in-words.js";
import type { Instant } from "../shared/instants.js";
import { filled, labelIn, type Label, type Locale } from "../shared/locale.js";
import type { ClockSegment } from "./clock-segments.js";
import type { CaseClock } from "./clocks.js";
import { clockMessages, metricNames, namedMetric, segmentMessages } from "./messages.js";

/** A clock, and what else there is to say of it. */
export type ExplainedClock = CaseClock & {
  /** Times are shown on the clocks of this zone; as UTC instants, when left out. */
  readonly zone?: string;
  /** Where its time went, as `clockSegments` answers. */
  readonly segments?: readonly ClockSegment[];
  /** What the statuses are called. */
  readonly statuses?: Readonly<Record<string, { readonly label: Label }>>;
};

/**
 * How a clock of a case stands, in words; with its segments one line each follows, and what they count adds up to the
 * time that the clock has used, in whole seconds.
 *
 * @example
 * ```ts
 * import { explainClock } from "clientele";
 *
 * const clock = { metric: "first_response", state: "running", due: "2026-03-03T04:45:00.000Z" } as const;
 * explainClock({ ...clock, zone: "Asia/Shanghai" }, "en"); // => "First response: due 2026-03-03 12:45."
 * explainClock({ ...clock, zone: "Asia/Shanghai" }, "zh-CN"); // => "首次响应:计时中,截止时间2026-03-03 12:45。"
 * ```
 */
export function explainClock(clock: ExplainedClock, locale: Locale): string {
  const { segments = [], statuses = {}, zone } = clock;
  const at = (instant: Instant): string => (zone === undefined ? instant : timeIn(instant, zone));
  const key = clock.state === "breached" && clock.at !== undefined ? "late" : clock.state;
  const sentence = filled(clockMessages[locale][key], {
    metric: clockName(clock, locale),
    ...("due" in clock && { due: at(clock.due) }),
    ...("at" in clock && clock.at !== undefined && { at: at(clock.at) }),
    ...(clock.state === "paused" && {
      since: at(clock.since),
      remaining: lengthIn(clock.remainingMinutes * 60_000, locale),
    }),
  });
  let sum = 0;
  const lines = segments.map(({ from, to, status, reason, counted }) => {
    const name = labelIn(statuses[status]?.label, locale, status);
    // Words know no milliseconds: what a line has beside its seconds goes into the next, so that the sum is right.
    const shown = Math.floor((sum + counted) / 1000) - Math.floor(sum / 1000);
    sum += counted;
    const values = { from: at(from), to: at(to), status: name, counted: lengthIn(shown * 1000, locale) };
    return filled(segmentMessages[locale][reason], values);
  });
  return [sentence, ...lines].join("\n");
}

function clockName({ metric, name }: ExplainedClock, locale: Locale): string {
  const own = metricNames[locale][metric];
  return name === undefined ? own : filled(namedMetric[locale], { metric: own, name });
}
