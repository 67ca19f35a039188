import * as z from "zod/mini";
import { checkShape } from "../shared/config.js";
import { readDuration } from "../shared/durations.js";
import { below, defined, unknownName, type Checked, type ConfigIssue } from "../shared/issues.js";
import { personalFields } from "./personal-details.js";
import type { Intake, Purposes, Roles, Verification } from "./sections.js";

const label = z.exactOptional(z.union([z.string(), z.record(z.string(), z.string())]));
const text = z.string().check(z.minLength(1), z.maxLength(200));
const field = z.enum(personalFields);
const fields = z.exactOptional(z.array(field));

const purposesSchema: z.ZodMiniType<Purposes> = z.record(
  text,
  z.strictObject({
    label,
    basis: z.enum(["consent", "contract", "legal_obligation", "legitimate_interest"]),
    wording: z.exactOptional(text),
    validFor: z.exactOptional(text),
    optOut: z.exactOptional(text),
  }),
);

const intakeSchema: z.ZodMiniType<Intake> = z.record(
  text,
  z.strictObject({
    label,
    salesChannel: z.exactOptional(text),
    requires: fields,
    asks: fields,
    notice: z.exactOptional(text),
    offers: z.exactOptional(z.array(text)),
  }),
);

const rolesSchema: z.ZodMiniType<Roles> = z.record(
  text,
  z.strictObject({
    label,
    sees: z.enum(["own", "team", "all"]),
    fields: z.exactOptional(z.partialRecord(field, text)),
  }),
);

const verificationSchema: z.ZodMiniType<Verification> = z.strictObject({
  every: text,
  first: fields,
  unusedFor: z.exactOptional(text),
  by: z.exactOptional(z.array(text)),
});

/**
 * The `purposes` section read from outside: frozen, or every mistake with its path.
 *
 * @example
 * ```ts
 * import { checkPurposes } from "clientele/customers/rules";
 *
 * const checked = checkPurposes({ marketing: { basis: "consent", validFor: "PT24H" } });
 * checked.ok ? "" : checked.issues[0]?.path; // => "marketing.validFor"
 * ```
 */
export function checkPurposes(value: unknown): Checked<Purposes> {
  return checked(checkShape(purposesSchema, value), (purposes) =>
    Object.entries(purposes).flatMap(([name, { basis, validFor }]) => {
      if (validFor === undefined) return nameIssues(name);
      const needless = {
        path: `${name}.validFor`,
        code: "not_consent",
        message: `"${basis}" never lapses; leave it out`,
      };
      return [...nameIssues(name), ...(basis === "consent" ? daysIssues(`${name}.validFor`, validFor) : [needless])];
    }),
  );
}

/** The `purposes` section written in code, frozen; throws `config_invalid` with every mistake. */
export function definePurposes(purposes: Purposes): Purposes {
  return defined(checkPurposes(purposes), "The purposes");
}

/** The `intake` section read from outside: frozen, or every mistake with its path. */
export function checkIntake(value: unknown): Checked<Intake> {
  return checked(checkShape(intakeSchema, value), (intake) => Object.keys(intake).flatMap(nameIssues));
}

/** The `intake` section written in code, frozen; throws `config_invalid` with every mistake. */
export function defineIntake(intake: Intake): Intake {
  return defined(checkIntake(intake), "The intake");
}

/** What forms offer that is not a purpose which people are asked about. */
export function intakeIssues(intake: Intake, purposes: Purposes): ConfigIssue[] {
  const asked = Object.keys(purposes).filter((name) => purposes[name]?.basis === "consent");
  return Object.entries(intake).flatMap(([name, { offers = [] }]) =>
    offers.flatMap(
      (offer, i) => unknownName(`${name}.offers[${i}]`, offer, "a purpose that rests on consent", asked) ?? [],
    ),
  );
}

/** The `roles` section read from outside: frozen, or every mistake with its path. */
export function checkRoles(value: unknown): Checked<Roles> {
  return checked(checkShape(rolesSchema, value), (roles) =>
    Object.entries(roles).flatMap(([name, { fields: seen = {} }]) => [
      ...nameIssues(name),
      ...Object.entries(seen).flatMap(([key, mask]) => maskIssues(`${name}.fields.${key}`, mask)),
    ]),
  );
}

/** The `roles` section written in code, frozen; throws `config_invalid` with every mistake. */
export function defineRoles(roles: Roles): Roles {
  return defined(checkRoles(roles), "The roles");
}

/** The `verification` section read from outside: frozen, or every mistake with its path. */
export function checkVerification(value: unknown): Checked<Verification> {
  return checked(checkShape(verificationSchema, value), ({ every, unusedFor }) => [
    ...daysIssues("every", every),
    ...(unusedFor === undefined ? [] : daysIssues("unusedFor", unusedFor)),
  ]);
}

/** The `verification` section written in code, frozen; throws `config_invalid` with every mistake. */
export function defineVerification(verification: Verification): Verification {
  return defined(checkVerification(verification), "The verification");
}

function checked<Section>(shaped: Checked<Section>, issuesOf: (section: Section) => ConfigIssue[]): Checked<Section> {
  if (!shaped.ok) return shaped;
  const issues = issuesOf(shaped.value);
  return issues.length === 0 ? shaped : { ok: false, issues };
}

function nameIssues(name: string): ConfigIssue[] {
  if (/^[\p{L}\p{N}_.-]{1,64}$/u.test(name)) return [];
  const message = `${JSON.stringify(name)} cannot be a name; use up to 64 letters, digits, "_", "." and "-"`;
  return [{ path: below("", name), code: "invalid_name", message }];
}

function daysIssues(path: string, duration: string): ConfigIssue[] {
  const parts = readDuration(duration);
  if (parts !== undefined && parts.milliseconds === 0 && parts.months + parts.days > 0) return [];
  const message = `${JSON.stringify(duration)} is not a length in whole days, months or years; write one like "P2Y"`;
  return [{ path, code: "invalid_duration", message }];
}

function maskIssues(path: string, mask: string): ConfigIssue[] {
  if (["full", "masked", "hidden", "reveal_with_reason"].includes(mask) || /^[^*]{0,32}\*+[^*]{0,32}$/.test(mask))
    return [];
  const message = `${JSON.stringify(mask)} is neither full, masked, hidden, reveal_with_reason nor a mask like "138****8000"`;
  return [{ path, code: "invalid_mask", message }];
}
