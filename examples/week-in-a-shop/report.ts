import { caseClocks, programSummary, satisfactionRate } from "clientele";
import type {
  CaseClock,
  PointsEvent,
  PointsFigures,
  Program,
  Ref,
  Score,
  ServiceCase,
  Storage,
  SurveyResponse,
} from "clientele";
import { search, type Found } from "./search.js";
import { cast, erasedWords, refundedOrder, told } from "./stories.js";

/** How the week went while it was lived through. */
export interface Sent {
  readonly events: number;
  readonly replayed: number;
  readonly written: number;
  /** In how many places the customer who is forgotten could be read of, before. */
  readonly before: number;
  readonly now: Date;
}

/** What the transcript tells, read from the storage after the week. */
export interface WeekReport {
  readonly customers: number;
  readonly classes: Readonly<Record<string, number>>;
  readonly points: PointsFigures;
  readonly refund: Refund;
  readonly cases: Readonly<Record<keyof typeof told, ToldCase>>;
  readonly score: Score;
  readonly after: Found;
  readonly sent: Sent;
  readonly zone: string;
}

/** What became of the points of one order: spent on it, given back, earned by it, taken back. */
export interface Refund {
  readonly spent: number;
  readonly gaveBack: number;
  readonly earned: number;
  readonly takenBack: number;
}

/** A case and its clocks. */
export interface ToldCase {
  readonly serviceCase: ServiceCase;
  readonly clocks: readonly CaseClock[];
}

/** Reads what there is to tell. */
export async function weekReport(storage: Storage, sent: Sent, program: Program): Promise<WeekReport> {
  const context = { ...program, now: sent.now };
  const { customers, segments, points } = await programSummary(storage, context);
  const toldCase = async (who: keyof typeof told): Promise<ToldCase> => {
    const { record } = await storage.load({ owner: cast[who], kind: "case", id: told[who] }, {});
    const serviceCase = record as ServiceCase;
    return { serviceCase, clocks: caseClocks(serviceCase, context) };
  };
  const answered = await storage.records("survey_response", { limit: 1_000 });
  const responses = answered.map(({ record }) => record as SurveyResponse);
  return {
    customers,
    classes: segments["value_class"] ?? {},
    points: points["points"] as PointsFigures,
    refund: await refundOf(storage),
    cases: {
      quickAnswer: await toldCase("quickAnswer"),
      lateAnswer: await toldCase("lateAnswer"),
      repair: await toldCase("repair"),
      complaint: await toldCase("complaint"),
    },
    score: satisfactionRate(responses, { ...context, questionnaire: "store_visit" }),
    after: await search(storage, erasedWords),
    sent,
    zone: program.zone,
  };
}

/** The order's own events on the customer's account say all of it. */
async function refundOf(storage: Storage): Promise<Refund> {
  const account: Ref = { owner: cast.refund, kind: "points_account", id: cast.refund };
  const { related } = await storage.load(account, { about: refundedOrder });
  const pointsOf = (type: PointsEvent["type"]): number => {
    return (related as readonly PointsEvent[]).find((event) => event.type === type)?.points ?? 0;
  };
  return {
    spent: pointsOf("points.redeemed"),
    gaveBack: pointsOf("points.redemption_cancelled"),
    earned: pointsOf("points.earned"),
    takenBack: pointsOf("points.reversed"),
  };
}
