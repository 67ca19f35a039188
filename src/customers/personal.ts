import { ClienteleError } from "../shared/errors.js";
import { compareText } from "../shared/text.js";
import type { CustomerRecord, PersonalCommand } from "./model.js";
import { requirePersonal } from "./personal-check.js";
import { personalFields, type PersonalDetails, type PersonalField, type PersonalRecord } from "./personal-details.js";

/**
 * The personal document after a command, to be committed together with the customer that `registerCustomer` or
 * `changeCustomer` answered for the same command, and without an entry of its own.
 *
 * A field that is given replaces the field, `clear` empties fields, everything else stays. Throws `command_invalid`,
 * naming the field and never its value, when the details are malformed, or when only names of fields were given.
 *
 * @example
 * ```ts
 * import { must, personalOf, registerCustomer } from "clientele";
 *
 * const context = { id: "shop", version: 1, zone: "Asia/Shanghai", now: new Date("2026-03-02T02:00:00Z") };
 * const command = { id: "reg_7", customerId: "cus_7", personal: { name: "Ada" } };
 * const customer = must(registerCustomer(command, context)).state;
 * customer.personalFields; // => ["name"]
 * personalOf(undefined, command, customer).details; // => { name: "Ada" }
 * ```
 */
export function personalOf(
  personal: PersonalRecord | undefined,
  command: PersonalCommand,
  customer: CustomerRecord,
): PersonalRecord {
  const given = detailsOf(command);
  const { format, id, owner, at, of } = customer;
  const kept = without(personal?.details ?? {}, [...(command.clear ?? []), ...personalFieldsOf(given)]);
  const contactPoints = [...(kept.contactPoints ?? []), ...(given.contactPoints ?? [])];
  const details = { ...kept, ...given, ...(contactPoints.length > 0 && { contactPoints }) };
  requirePersonal(details);
  return { format, id, owner, at, of, details };
}

/**
 * The same command with the names of the personal fields in place of their values. Writes decide by the names alone,
 * so this is what to send through `execute` and to take fingerprints of; `personalOf` gets the whole command.
 *
 * @example
 * ```ts
 * import { withoutPersonal } from "clientele";
 *
 * withoutPersonal({ id: "chg_1", personal: { name: "Ada", gender: "female" } }).personal; // => ["gender", "name"]
 * ```
 */
export function withoutPersonal<Asked extends PersonalCommand>(command: Asked): Asked {
  return command.personal === undefined ? command : { ...command, personal: personalFieldsOf(command.personal) };
}

/** The names of the fields that are given, in the order of their code points. */
export function personalFieldsOf(personal: PersonalCommand["personal"]): readonly PersonalField[] {
  if (personal === undefined) return [];
  const fields = isNames(personal) ? personal : personalFields.filter((field) => has(personal, field));
  return [...new Set(fields)].sort(compareText);
}

function has(details: PersonalDetails, field: PersonalField): boolean {
  switch (field) {
    case "phone":
    case "email":
    case "social":
      return (details.contactPoints ?? []).some(({ kind }) => kind === field);
    case "address":
      return (details.addresses ?? []).length > 0;
    case "externalId":
      return (details.externalIds ?? []).length > 0;
    case "name":
    case "birthday":
    case "gender":
    case "preferences":
    case "facts":
      return details[field] !== undefined && details[field] !== null;
    default:
      return field satisfies never;
  }
}

function without(details: PersonalDetails, fields: readonly PersonalField[]): PersonalDetails {
  const gone = new Set<string>(fields);
  const parts = Object.entries(details).filter(
    ([part]) => !gone.has(fieldOfPart[part] ?? part) && part !== "contactPoints",
  );
  const contactPoints = (details.contactPoints ?? []).filter(({ kind }) => !gone.has(kind));
  return { ...Object.fromEntries(parts), ...(contactPoints.length > 0 && { contactPoints }) };
}

const fieldOfPart: Readonly<Record<string, string>> = { addresses: "address", externalIds: "externalId" };

function detailsOf({ personal = {} }: PersonalCommand): PersonalDetails {
  requirePersonal(personal);
  if (!isNames(personal)) return Object.fromEntries(Object.entries(personal).filter(([, part]) => part !== null));
  throw new ClienteleError(
    "command_invalid",
    "personal: only the names of fields were given; give the whole command, as it was before withoutPersonal.",
    { path: "personal" },
  );
}

function isNames(personal: PersonalDetails | readonly PersonalField[]): personal is readonly PersonalField[] {
  return Array.isArray(personal);
}
