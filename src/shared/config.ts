import type * as z from "zod/mini";
import { didYouMean } from "./text.js";
import { pathText, type Checked, type ConfigIssue } from "./issues.js";
import { freezeDeep } from "./json.js";

/** The deepest a configuration may be nested, and the most values it may hold: read before any schema sees it. */
export const configLimits = { depth: 64, values: 200_000 } as const;

type Raw = z.core.$ZodRawIssue;

/**
 * A value read by a schema: frozen, or every mistake with its path in the library's own words. This file alone turns
 * zod's issues into ours, so nothing of zod's reaches a host.
 */
export function checkShape<Config>(schema: z.ZodMiniType<Config>, value: unknown): Checked<Config> {
  const tooMuch = overLimit(value);
  if (tooMuch !== undefined) return { ok: false, issues: [tooMuch] };
  const parsed = schema.safeParse(withoutNulls(value), { error: messageOf });
  if (parsed.success) return { ok: true, value: freezeDeep(parsed.data) };
  return { ok: false, issues: parsed.error.issues.flatMap(issuesOf) };
}

/** `null` and absent are one thing at the border. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNulls(member)]));
}

function overLimit(value: unknown): ConfigIssue | undefined {
  const queue: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let seen = 0; queue.length > 0; seen++) {
    const at = queue.pop();
    if (at === undefined) break;
    if (at.depth > configLimits.depth) {
      return { path: "", code: "too_deep", message: `nested deeper than ${configLimits.depth} levels` };
    }
    if (seen > configLimits.values) {
      return { path: "", code: "too_large", message: `holds more than ${configLimits.values} values` };
    }
    if (typeof at.value !== "object" || at.value === null) continue;
    for (const member of Object.values(at.value)) queue.push({ value: member, depth: at.depth + 1 });
  }
  return undefined;
}

function issuesOf(issue: z.core.$ZodIssue): ConfigIssue[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: pathText([...issue.path, key]),
      code: "unknown_key",
      message: unknownKey(key, issue.message.split("\n")),
    }));
  }
  const code = issue.message === missing ? "missing" : codes[issue.code];
  return [{ path: pathText(issue.path), code: code ?? "invalid_value", message: issue.message }];
}

const missing = "is missing";
const codes: Readonly<Record<string, string>> = {
  invalid_type: "wrong_type",
  too_big: "out_of_range",
  too_small: "out_of_range",
  invalid_union: "unknown_kind",
};

function messageOf(issue: Raw): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? missing : `expected ${issue.expected}, received ${shown(issue.input)}`;
    case "invalid_value":
      return oneOf(issue.input, issue.values.map(String));
    case "invalid_union":
      return issue.input === undefined ? missing : unionMessage(issue);
    case "unrecognized_keys":
      return knownKeys(issue).join("\n");
    case "too_small":
      return `${shown(issue.input)} is too small; the least is ${issue.minimum}`;
    case "too_big":
      return `${shown(issue.input)} is too large; the most is ${issue.maximum}`;
    default:
      return `${shown(issue.input)} is not valid here`;
  }
}

function unionMessage(issue: Raw): string {
  const options = (issue as { readonly options?: readonly unknown[] }).options;
  const discriminator = (issue as { readonly discriminator?: string }).discriminator;
  if (discriminator !== undefined && typeof issue.input === "object" && issue.input !== null) {
    const found = (issue.input as Readonly<Record<string, unknown>>)[discriminator];
    return oneOf(found, (options ?? []).map(String));
  }
  return `${shown(issue.input)} is not valid here`;
}

function oneOf(input: unknown, values: readonly string[]): string {
  if (input === undefined) return missing;
  const near = typeof input === "string" ? didYouMean(input, values) : undefined;
  const help =
    near === undefined ? `expected ${values.map((value) => `"${value}"`).join(", ")}` : `did you mean "${near}"?`;
  return `${shown(input)} is not known here; ${help}`;
}

function unknownKey(key: string, known: readonly string[]): string {
  const near = didYouMean(key, known);
  return near === undefined ? `"${key}" is not a key here` : `"${key}" is not a key here; did you mean "${near}"?`;
}

function knownKeys(issue: Raw): string[] {
  const definition = (issue.inst as { readonly _zod?: { readonly def?: { readonly shape?: object } } } | undefined)
    ?._zod;
  return Object.keys(definition?.def?.shape ?? {});
}

function shown(input: unknown): string {
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object" && input !== null) return "an object";
  const text = typeof input === "bigint" ? `${input}n` : (JSON.stringify(input) ?? String(input));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
