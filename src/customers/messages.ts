import type { Locale } from "../shared/locale.js";
import type { ConsentStanding } from "./consent.js";

/** Why a purpose holds or does not, by language. `{purpose}`, `{since}` and `{lapsesOn}` are filled in. */
export const consentMessages: Readonly<Record<Locale, Readonly<Record<ConsentStanding["reason"], string>>>> = {
  en: {
    granted: "{purpose} is allowed: the customer consented at {since}{until}.",
    not_needed: "{purpose} is allowed: it does not rest on consent.",
    never_granted: "{purpose} is not allowed: the customer has never consented.",
    withdrawn: "{purpose} is not allowed: the customer withdrew at {since}.",
    lapsed: "{purpose} is not allowed: the consent of {since} lapsed on {lapsesOn}.",
    unknown_purpose: "{purpose} is not allowed: the program has no such purpose.",
    erased: "{purpose} is not allowed: the customer was erased.",
  },
  "zh-CN": {
    granted: "允许用于{purpose}:客户已于{since}授权同意{until}。",
    not_needed: "允许用于{purpose}:该处理目的无需客户同意。",
    never_granted: "不得用于{purpose}:客户从未授权同意。",
    withdrawn: "不得用于{purpose}:客户已于{since}撤回同意。",
    lapsed: "不得用于{purpose}:{since}的授权同意已于{lapsesOn}失效。",
    unknown_purpose: "不得用于{purpose}:制度中没有这一处理目的。",
    erased: "不得用于{purpose}:客户信息已删除。",
  },
};

/** How long a consent holds, where it lapses. */
export const consentUntil: Readonly<Record<Locale, string>> = {
  en: ", and it holds until {lapsesOn}, exclusive",
  "zh-CN": ",{lapsesOn}起失效",
};
