import { filled, type Locale } from "../shared/locale.js";
import type { ConsentStanding } from "./consent.js";
import { consentMessages, consentUntil } from "./messages.js";

/**
 * Whether and why a purpose holds, in words. The purpose and its channel stand as they are named in the program;
 * instants are UTC.
 *
 * @example
 * ```ts
 * import { explainConsent } from "clientele";
 *
 * const standing = { purpose: "marketing", allowed: false, reason: "never_granted" } as const;
 * explainConsent(standing, "en"); // => "marketing is not allowed: the customer has never consented."
 * explainConsent(standing, "zh-CN"); // => "不得用于marketing:客户从未授权同意。"
 * ```
 */
export function explainConsent(standing: ConsentStanding, locale: Locale): string {
  const { purpose, channel, reason, since = "", lapsesOn } = standing;
  const values: Readonly<Record<string, string>> = {
    purpose: channel === undefined ? purpose : `${purpose} (${channel})`,
    since,
    lapsesOn: lapsesOn ?? "",
    until: lapsesOn === undefined ? "" : consentUntil[locale].replace("{lapsesOn}", lapsesOn),
  };
  return filled(consentMessages[locale][reason], values);
}
