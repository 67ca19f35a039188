import type { Question, Questionnaire } from "../satisfaction/sections.js";
import type { HostEvent } from "../program/host-events.js";
import { envelopeFor, isOnceIn, secret, type Deed, type MadeUpCustomer, type MadeUpShop } from "./host-event-shop.js";

/** What else can happen. */
export const otherDeeds: readonly (readonly [number, Deed])[] = [
  [2, (shop, customer) => ({ ...envelopeFor(shop, customer), type: "visit.made", shopId: "shop_1" })],
  [1, (shop, customer) => ({ ...envelopeFor(shop, customer), type: "referral.made", friendId: `fri_${shop.made}` })],
  [1, (shop, customer) => ({ ...envelopeFor(shop, customer), type: "review.posted", sku: "sku_1" })],
  [1, attend],
  [2, custom],
  [3, answer],
];

function attend(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { activities } = shop.program;
  if (activities.length === 0) return undefined;
  return { ...envelopeFor(shop, customer), type: "activity.attended", activity: shop.chance.pick(activities).id };
}

function custom(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const names = Object.keys(shop.program.events);
  if (names.length === 0) return undefined;
  return { ...envelopeFor(shop, customer), type: `custom.${shop.chance.pick(names)}` };
}

/** Some questions are left out, some answers are not on the scale, and people write more than they choose. */
function answer(shop: MadeUpShop, customer: MadeUpCustomer): ReturnType<Deed> {
  const { chance, program } = shop;
  if (program.questionnaires.length === 0) return undefined;
  const questionnaire = chance.pick(program.questionnaires);
  const surveys = program.surveys.filter((survey) => survey.questionnaire === questionnaire.id);
  const survey = surveys.length > 0 && isOnceIn(2, shop) ? { survey: chance.pick(surveys).id } : {};
  const asked = questionnaire.questions.filter(() => !isOnceIn(5, shop));
  return {
    ...envelopeFor(shop, customer),
    type: "survey.answered",
    questionnaire: questionnaire.id,
    ...survey,
    ...modeFor(questionnaire, shop),
    answers: Object.fromEntries(
      asked.flatMap((question) => {
        const given = answerTo(question, shop);
        return given === undefined ? [] : [[question.id, given] as const];
      }),
    ),
    ...textsFor(asked, shop),
  };
}

function answerTo(question: Question, shop: MadeUpShop): number | string | readonly string[] | undefined {
  const { chance } = shop;
  switch (question.kind) {
    case "rating": {
      const { min, max } = question.scale;
      return isOnceIn(20, shop) ? max + 1 : min + chance.below(max - min + 1);
    }
    case "nps":
      return chance.below(11);
    case "choice": {
      const { id } = chance.pick(question.choices);
      return question.many === true ? [id] : id;
    }
    case "text":
      return undefined;
    default:
      return question satisfies never;
  }
}

type Answered = Extract<HostEvent, { readonly type: "survey.answered" }>;

function modeFor({ modes = [] }: Questionnaire, { chance }: MadeUpShop): Pick<Answered, "mode"> {
  return modes.length === 0 ? {} : { mode: chance.pick(modes) };
}

function textsFor(asked: readonly Question[], shop: MadeUpShop): Pick<Answered, "texts"> {
  const open = asked.filter(({ kind }) => kind === "text").map(({ id }) => [id, secret(shop)] as const);
  return open.length === 0 ? {} : { texts: Object.fromEntries(open) };
}
