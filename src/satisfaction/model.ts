import type { Facts } from "../conditions/fact-spec.js";
import type { DecimalText } from "../shared/decimal.js";
import type { Command, EventEnvelope, RecordEnvelope } from "../shared/envelope.js";
import type { Instant } from "../shared/instants.js";
import type { Box } from "./scales.js";
import type { Questionnaires, Surveys } from "./sections.js";

/** What recording a response takes: sections of the program under their names, and `now`. */
export interface SatisfactionContext {
  readonly questionnaires: Questionnaires;
  /** The surveys that a response may name. */
  readonly surveys?: Surveys;
  readonly now: Date;
  /** What conditions on questions may ask about, besides the answers. */
  readonly facts?: Facts;
  /** What has happened to the response of this id: nothing, unless somebody answers a second time. */
  readonly related?: readonly EventEnvelope[];
}

/** What somebody answered. The id of the response is the command's where none is given. */
export interface RecordResponse extends Command {
  readonly type?: "survey.answered";
  readonly responseId?: string;
  /** Left out when nobody is to be known. */
  readonly customerId?: string;
  /** Where it is left out, the one that the survey asks. */
  readonly questionnaire?: string;
  readonly survey?: string;
  /** Online, by phone, face to face. */
  readonly mode?: string;
  /** How the customer was asked: by mail, in the app. */
  readonly channel?: string;
  readonly shopId?: string;
  readonly agentId?: string;
  /** By question: a level, 0 to 10, the id of a choice, or the ids of several. */
  readonly answers: Readonly<Record<string, number | string | readonly string[]>>;
  /** By question: what was written, at most 4,000 characters; `true` where it was taken out. */
  readonly texts?: Readonly<Record<string, string | true>>;
  /** By question: why there is no answer, where the person said so. */
  readonly notGiven?: Readonly<Record<string, NotGiven>>;
}

/**
 * What one person answered to one questionnaire. Each answer carries what it meant when it was given, so scores are read
 * from responses alone, and a later version of the questionnaire does not change them.
 */
export interface SurveyResponse extends RecordEnvelope {
  /** Absent when nobody is known; the response is its own owner then. */
  readonly customerId?: string;
  readonly questionnaire: string;
  readonly survey?: string;
  /** The thing in the host's world that was asked about: an order. */
  readonly about?: string;
  readonly mode?: string;
  readonly channel?: string;
  readonly shopId?: string;
  /** Who served the customer. */
  readonly agentId?: string;
  readonly answeredAt: Instant;
  /** One for every question, in the order of the questionnaire. */
  readonly answers: readonly Answer[];
  /** The case policy by which somebody who is dissatisfied is to be looked after. */
  readonly opens?: string;
}

/** What became of one question. */
export type Answer = RatingAnswer | NpsAnswer | ChoiceAnswer | TextAnswer | NoAnswer;

/** A level of a scale was chosen. */
export interface RatingAnswer {
  readonly kind: "rating";
  readonly question: string;
  readonly dimension?: string;
  readonly weight?: DecimalText;
  readonly value: number;
  /** 1 is the best level of its scale. */
  readonly rank: number;
  readonly box: Box;
  /** What the level is worth in the satisfaction degree, 0 to 100. */
  readonly degree: DecimalText;
}

/** How likely somebody is to recommend the shop: 0 to 10. */
export interface NpsAnswer {
  readonly kind: "nps";
  readonly question: string;
  readonly dimension?: string;
  readonly value: number;
}

/** The ids of what was chosen, in the order of the questionnaire. */
export interface ChoiceAnswer {
  readonly kind: "choice";
  readonly question: string;
  readonly dimension?: string;
  readonly chosen: readonly string[];
}

/** Something was written. The words lie in the texts beside the response. */
export interface TextAnswer {
  readonly kind: "text";
  readonly question: string;
  readonly dimension?: string;
}

/** The question has no answer. It counts in no score. */
export interface NoAnswer {
  readonly kind: "none";
  readonly question: string;
  readonly asked: "rating" | "nps" | "choice" | "text";
  readonly dimension?: string;
  readonly weight?: DecimalText;
  readonly why: WhyUnanswered;
}

/** Why there is no answer where the person gave the reason. */
export type NotGiven = "not_applicable" | "dont_know" | "refused";

/** Why there is no answer: the reason that was given, `not_shown` when its condition did not hold, else `skipped`. */
export type WhyUnanswered = NotGiven | "skipped" | "not_shown";

/** Everything that can happen to a response: it was recorded. No event holds what somebody wrote. */
export interface ResponseEvent extends EventEnvelope {
  readonly type: "response.recorded";
  readonly responseId: string;
  readonly customerId?: string;
  readonly questionnaire: string;
  readonly survey?: string;
  readonly mode?: string;
  readonly channel?: string;
  readonly shopId?: string;
  readonly agentId?: string;
  readonly answers: readonly Answer[];
  readonly opens?: string;
}
