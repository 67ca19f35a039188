import { recordKind, type RecordKind } from "../shared/record-kind.js";
import type { CustomerRecord } from "./model.js";
import type { PersonalRecord } from "./personal-details.js";

/** How a customer is stored. */
export const customerKind: RecordKind<CustomerRecord> = recordKind({
  kind: "customer",
  format: 1,
  project: ({ id, status, customerSince }) => ({ customerId: id, status, customerSince }),
  checks: [{ name: "status_known", holds: ({ status }) => status === "active" || status === "erased" }],
});

/** How a personal document is stored: without a column, so that no query and no index holds a personal value. */
export const customerPersonalKind: RecordKind<PersonalRecord> = recordKind({
  kind: "customer_personal",
  format: 1,
  project: ({ owner }) => ({ customerId: owner }),
});
