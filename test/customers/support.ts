import type { CustomerRecord, CustomersContext, RegisterCustomer } from "../../src/customers/index.js";
import { registerCustomer } from "../../src/customers/index.js";
import { definePurposes, defineIntake } from "../../src/customers/rules.js";
import { must } from "../../src/shared/decision.js";

export const purposes = definePurposes({
  service: { basis: "contract" },
  tax: { basis: "legal_obligation" },
  care: { basis: "legitimate_interest" },
  marketing: { basis: "consent", wording: "marketing_v1", validFor: "P2Y" },
  profiling: { basis: "consent" },
});

export const intake = defineIntake({
  card: { salesChannel: "shop", requires: ["name", "phone"], offers: ["marketing"] },
  social: { salesChannel: "online", requires: ["externalId"] },
});

export function at(now: string, zone = "Asia/Shanghai"): CustomersContext {
  return { id: "shop", version: 3, zone, purposes, intake, now: new Date(now) };
}

export const morning = "2026-03-02T02:00:00.000Z";

export function customerOf(command: Partial<RegisterCustomer> = {}): CustomerRecord {
  return must(registerCustomer({ id: "reg_7", customerId: "cus_7", ...command }, at(morning))).state;
}

export const proof = { wording: "marketing_v1", act: "ticked_box" } as const;
