export { registerCustomer, type RegisterCustomer, type RegisterRejection, type UnknownIntake } from "./register.js";
export { changeCustomer, type ChangeCustomer, type ChangeRejection } from "./change.js";
export { grantConsent, type DecisionStands, type GrantConsent, type GrantRejection } from "./grant-consent.js";
export type { NotAskedFor, UnknownPurpose } from "./purpose.js";
export { withdrawConsent, type WithdrawConsent, type WithdrawRejection } from "./withdraw-consent.js";
export { eraseCustomer, personalRefs, type CustomerErasedRejection, type EraseCustomer } from "./erase.js";
export { consentLapsesOn, consentStanding, hasConsent, type ConsentContext, type ConsentStanding } from "./consent.js";
export { explainConsent } from "./explain-consent.js";
export { customerFacts, type CustomerFactsContext } from "./facts.js";
export { personalFieldsOf, personalOf, withoutPersonal } from "./personal.js";
export type {
  Address,
  Birthday,
  ContactPoint,
  ExternalId,
  PersonalDetails,
  PersonalField,
  PersonalRecord,
} from "./personal-details.js";
export { applyCustomerEvent, applyCustomerEvents } from "./apply.js";
export type {
  ChangeSource,
  Consent,
  ConsentAct,
  ConsentGrant,
  ConsentWithdrawal,
  CustomerChange,
  CustomerErasure,
  CustomerEvent,
  CustomerRecord,
  CustomerRegistration,
  CustomersContext,
  PersonalCommand,
  Profile,
} from "./model.js";
export type { TooMany } from "./profile.js";
export type {
  CustomerChanged,
  CustomerConsented,
  CustomerErased,
  CustomerHostEvent,
  CustomerRegistered,
  CustomerWithdrew,
} from "./events.js";
export type { Intake, IntakeForm, LawfulBasis, Purpose, Purposes, Role, Roles, Verification } from "./sections.js";
export { customerKind, customerPersonalKind } from "./records.js";
