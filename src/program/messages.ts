import type { Locale } from "../shared/locale.js";

/** The words of a comparison with another system in one language. Facts come as they are called. */
export interface ShadowWords {
  readonly same: (event: string, compared: number) => string;
  readonly differs: (event: string, differences: string) => string;
  readonly difference: (fact: string, ours: string, theirs: string) => string;
  readonly between: string;
  readonly event: (id: string, type: string, customerId: string) => string;
  readonly summary: (events: number, agreeing: number) => string;
  readonly fact: (fact: string, compared: number, differing: number, customers: number) => string;
  readonly cause: (fact: string, type: string, customers: number, first: string, difference: string) => string;
  readonly unknown: string;
  readonly yes: string;
  readonly no: string;
  readonly list: string;
  readonly none: string;
}

/** The words of `explainShadow` and `explainShadowSummary`. */
export const shadowWords: Readonly<Record<Locale, ShadowWords>> = {
  en: {
    same: (event, compared) => `${event}: ${compared === 1 ? "the figure agrees" : `all ${compared} figures agree`}.`,
    differs: (event, differences) => `${event}: ${differences}.`,
    difference: (fact, ours, theirs) => `${fact} is ${ours} here and ${theirs} there`,
    between: "; ",
    event: (id, type, customerId) => `${id} (${type}, ${customerId})`,
    summary: (events, agreeing) => `${agreeing} of ${events} ${events === 1 ? "event agrees" : "events agree"}.`,
    fact: (fact, compared, differing, customers) =>
      `${fact}: differs ${differing} of ${compared} times, for ${customers} ${customers === 1 ? "customer" : "customers"}.`,
    cause: (fact, type, customers, first, difference) =>
      `${fact} begins to differ with ${type} for ${customers} ${customers === 1 ? "customer" : "customers"}; first with ${first}: ${difference}.`,
    unknown: "not known",
    yes: "yes",
    no: "no",
    list: ", ",
    none: "empty",
  },
  "zh-CN": {
    same: (event, compared) => `${event}:${compared}项数据全部一致。`,
    differs: (event, differences) => `${event}:${differences}。`,
    difference: (fact, ours, theirs) => `${fact}本系统为${ours},原系统为${theirs}`,
    between: ";",
    event: (id, type, customerId) => `${id}(${type},${customerId})`,
    summary: (events, agreeing) => `共${events}个事件,其中${agreeing}个一致。`,
    fact: (fact, compared, differing, customers) =>
      `${fact}:比对${compared}次,不一致${differing}次,涉及${customers}位客户。`,
    cause: (fact, type, customers, first, difference) =>
      `${fact}:${customers}位客户自${type}起出现差异,首例为${first},${difference}。`,
    unknown: "未知",
    yes: "是",
    no: "否",
    list: "、",
    none: "空",
  },
};
