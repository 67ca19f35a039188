import { ClienteleError } from "../shared/errors.js";
import { requireId } from "../shared/envelope.js";
import { compareText } from "../shared/text.js";
import type { Facts } from "../conditions/fact-spec.js";
import type { Profile } from "./model.js";
import { requireFact } from "./personal-check.js";

/** The most tags and facts that a customer's record holds. */
export const profileLimits = { tags: 200, facts: 200 } as const;

/** More was given than a record may hold. */
export interface TooMany {
  readonly code: "too_many";
  readonly message: string;
  readonly what: "tags" | "facts";
  readonly requested: number;
  readonly allowed: number;
}

/** The parts of a command that are not personal, checked and in one order. Throws `command_invalid`. */
export function profileOf({ salesChannel, shopId, businessLine, tags, facts }: Profile): Profile {
  const texts = { salesChannel, shopId, businessLine };
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) requireId(text, name);
  tags?.forEach((tag, i) => requireId(tag, `tags[${i}]`));
  for (const [name, fact] of Object.entries(facts ?? {})) requireFact(fact, factPath(name));
  return {
    ...(salesChannel !== undefined && { salesChannel }),
    ...(shopId !== undefined && { shopId }),
    ...(businessLine !== undefined && { businessLine }),
    ...(tags !== undefined && { tags: [...new Set(tags)].sort(compareText) }),
    ...(facts !== undefined && { facts }),
  };
}

/** The rejection for more tags or facts than a record may hold, with what it holds already; or undefined. */
export function tooMany({ tags = [], facts = {} }: Profile, held: Facts = {}): TooMany | undefined {
  const requested = { tags: tags.length, facts: Object.keys({ ...held, ...facts }).length };
  for (const what of ["tags", "facts"] as const) {
    if (requested[what] <= profileLimits[what]) continue;
    const message = `${requested[what]} ${what} asked for, a customer has at most ${profileLimits[what]}.`;
    return { code: "too_many", message, what, requested: requested[what], allowed: profileLimits[what] };
  }
  return undefined;
}

function factPath(name: string): string {
  if (/^[\p{L}\p{N}_.-]{1,64}$/u.test(name) && name !== "__proto__") return `facts.${name}`;
  throw new ClienteleError(
    "command_invalid",
    `facts: ${JSON.stringify(name)} cannot be the name of a fact; use letters, digits, "_", "." and "-".`,
  );
}
