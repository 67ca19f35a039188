import * as z from "zod/mini";
import { conditionSchema } from "../conditions/schema.js";
import { isDecimal } from "../shared/decimal.js";
import { readDuration } from "../shared/durations.js";
import type { QuestionInput, QuestionnaireInput, SurveyInput } from "./inputs.js";
import type { ScaleInput } from "./scales.js";
import type { SurveyTrigger } from "./sections.js";
import { id, text, label } from "../shared/parts-schema.js";

const decimal = z
  .string()
  .check(
    z.refine((value) => isDecimal(value) && !value.startsWith("-"), { error: () => 'expected a decimal like "0.35"' }),
  );
const duration = z
  .string()
  .check(z.refine((length) => isPositive(length), { error: () => 'expected a duration like "P90D", above zero' }));
const of = z.exactOptional(z.strictObject({ id, version: z.int() }));
const level = z.int().check(z.gte(-100), z.lte(100));
const levels = z.array(level).check(z.maxLength(101));

const scale: z.ZodMiniType<ScaleInput> = z.strictObject({
  min: level,
  max: level,
  better: z.enum(["higher", "lower"]),
  satisfied: levels.check(z.minLength(1)),
  dissatisfied: z.exactOptional(levels),
  degrees: z.exactOptional(z.array(decimal).check(z.maxLength(101))),
});

const base = { id, text: label, dimension: z.exactOptional(id), showIf: z.exactOptional(conditionSchema) };

const question: z.ZodMiniType<QuestionInput> = z.discriminatedUnion("kind", [
  z.strictObject({
    ...base,
    kind: z.literal("rating"),
    scale: z.union([z.string(), scale], {
      error: () => 'expected a scale, or the name of one: "preset:satisfaction_5"',
    }),
    weight: z.exactOptional(decimal),
  }),
  z.strictObject({ ...base, kind: z.literal("nps") }),
  z.strictObject({
    ...base,
    kind: z.literal("choice"),
    choices: z.array(z.strictObject({ id, label })).check(z.minLength(2), z.maxLength(100)),
    many: z.exactOptional(z.boolean()),
  }),
  z.strictObject({ ...base, kind: z.literal("text") }),
]);

/** The shape of the section `questionnaires`. */
export const questionnairesSchema: z.ZodMiniType<readonly QuestionnaireInput[]> = z
  .array(
    z.strictObject({
      of,
      id,
      label,
      modes: z.exactOptional(z.array(text).check(z.minLength(1), z.maxLength(20))),
      maxQuestions: z.exactOptional(z.int().check(z.gte(1), z.lte(100))),
      questions: z.array(question).check(z.minLength(1), z.maxLength(100)),
    }),
  )
  .check(z.maxLength(200));

const trigger: z.ZodMiniType<SurveyTrigger> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("event"), event: text, after: z.exactOptional(duration) }),
  z.strictObject({ kind: z.literal("wave"), every: duration }),
  z.strictObject({ kind: z.literal("manual") }),
]);

/** The shape of the section `surveys`. */
export const surveysSchema: z.ZodMiniType<readonly SurveyInput[]> = z
  .array(
    z.strictObject({
      of,
      id,
      label: z.exactOptional(label),
      questionnaire: id,
      audience: z.exactOptional(z.enum(["customers", "staff"])),
      eligible: z.exactOptional(conditionSchema),
      sample: z.exactOptional(decimal),
      quietAfterAnswer: z.exactOptional(duration),
      lowScoreOpens: z.exactOptional(id),
      when: trigger,
    }),
  )
  .check(z.maxLength(200));

function isPositive(length: string): boolean {
  const { months = 0, days = 0, milliseconds = 0 } = readDuration(length) ?? {};
  return months + days + milliseconds > 0;
}
