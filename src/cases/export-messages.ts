import type { Locale } from "../shared/locale.js";
import type { AutomaticMove, Requirement } from "./sections.js";

/** What stands at an arrow of a diagram. `{needs}` is filled in. */
export const arrowMessages: Readonly<Record<Locale, Readonly<Record<"needs" | "some" | "comma", string>>>> = {
  en: { needs: "needs {needs}", some: "some cases only", comma: ", " },
  "zh-CN": { needs: "需{needs}", some: "仅限部分工单", comma: "、" },
};

/** What a status asks for, as it stands in a diagram. */
export const requirementNames: Readonly<Record<Locale, Readonly<Record<Requirement, string>>>> = {
  en: {
    resolution: "a resolution",
    rootCause: "the root cause",
    checklist: "the checklist",
    remedySought: "the remedy sought",
    accepted: "the customer's consent",
  },
  "zh-CN": {
    resolution: "处理结果",
    rootCause: "根本原因",
    checklist: "完成检查清单",
    remedySought: "客户诉求",
    accepted: "客户认可",
  },
};

/** What moves a case by itself, as it stands in a diagram. */
export const triggerNames: Readonly<Record<Locale, Readonly<Record<AutomaticMove["event"], string>>>> = {
  en: {
    message_received: "the customer writes",
    responded: "the shop answers",
    assigned: "somebody takes it",
    appointment_set: "an appointment is set",
    appointment_ended: "the appointment is over",
  },
  "zh-CN": {
    message_received: "客户来信",
    responded: "已答复客户",
    assigned: "已分派",
    appointment_set: "已预约",
    appointment_ended: "预约结束",
  },
};
