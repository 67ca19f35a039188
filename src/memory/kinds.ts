import { benefitUsesKind } from "../benefits/records.js";
import { caseKind, caseTextsKind } from "../cases/records.js";
import { customerKind, customerPersonalKind } from "../customers/records.js";
import { orderKind, purchasesKind } from "../orders/records.js";
import { pointsAccountKind } from "../points/records.js";
import { agendaKind, monthTotalsKind, rollUpKind, runKind } from "../program/records.js";
import { responseTextsKind, surveyResponseKind } from "../satisfaction/records.js";
import { membershipKind, scoresKind } from "../segments/records.js";
import type { RecordKind } from "../shared/record-kind.js";
import { standingKind } from "../tiers/records.js";

/** Every kind of record that the library's own modules store. All storages read this one list. */
export const recordKinds: readonly RecordKind[] = [
  customerKind,
  customerPersonalKind,
  orderKind,
  purchasesKind,
  membershipKind,
  scoresKind,
  standingKind,
  benefitUsesKind,
  pointsAccountKind,
  caseKind,
  caseTextsKind,
  surveyResponseKind,
  responseTextsKind,
  agendaKind,
  runKind,
  rollUpKind,
  monthTotalsKind,
];
