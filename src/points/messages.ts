import type { RoundingMode } from "../shared/decimal.js";
import type { Locale } from "../shared/locale.js";

/** The words of an earning in one language. Points types and rules come as they are called. */
export interface EarningWords {
  readonly total: (points: number, type: string) => string;
  readonly fixed: (rule: string, points: number) => string;
  readonly spent: (rule: string, points: number, basis: string, rate: string, per: string, rounding: string) => string;
  readonly paid: (money: string, total: string) => string;
  readonly capped: (uncapped: number) => string;
  readonly rounding: Readonly<Record<RoundingMode, string>>;
}

/** The words of `explainEarning`. */
export const earningWords: Readonly<Record<Locale, EarningWords>> = {
  en: {
    total: (points, type) => `${points} ${type}`,
    fixed: (rule, points) => `${rule}: ${points}`,
    spent: (rule, points, basis, rate, per, rounding) =>
      `${rule}: ${points} for ${basis} that counts, ${rate} for every ${per}, ${rounding}`,
    paid: (money, total) => `, in the part paid with money: ${money} of ${total}`,
    capped: (uncapped) => ` (${uncapped} without the cap)`,
    rounding: {
      down: "rounded down",
      up: "rounded up",
      half_up: "rounded half up",
      half_even: "rounded half to even",
    },
  },
  "zh-CN": {
    total: (points, type) => `获得${points}${type}`,
    fixed: (rule, points) => `${rule}:${points}`,
    spent: (rule, points, basis, rate, per, rounding) =>
      `${rule}:计入金额${basis},每${per}得${rate},${rounding},共${points}`,
    paid: (money, total) => `(仅计非积分支付部分:${money}/${total})`,
    capped: (uncapped) => `(已达上限,未封顶为${uncapped})`,
    rounding: { down: "向下取整", up: "向上取整", half_up: "四舍五入", half_even: "银行家舍入" },
  },
};
