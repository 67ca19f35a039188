import { explainClock, explainScore, localDay, localTime, weekdayOf, type Instant, type Locale } from "clientele";
import type { ToldCase, WeekReport } from "./report.js";

/** Whether the week can be told in this language. */
export function isLocale(text: string): text is Locale {
  return text === "en" || text === "zh-CN";
}

/** The week in a dozen lines. */
export function transcript(report: WeekReport, locale: Locale): readonly string[] {
  return locale === "en" ? english(report) : chinese(report);
}

function english(report: WeekReport): readonly string[] {
  const { customers, classes, points, refund, cases, score, after, sent, zone } = report;
  const clock = (of: ToldCase, metric: string): string => clockIn(of, metric, zone, "en");
  const number = (count: number): string => count.toLocaleString("en");
  const names = { accepted: "accepted", investigating: "investigated", handling: "handled", feedback: "told" };
  return [
    "A week in a shop, Thursday 5 to Wednesday 11 March 2026. Shop and customers are invented; every run is the same.",
    `${customers} customers, ${sent.events} events; ${sent.replayed} of them were sent twice and counted once.`,
    `Points: ${number(points.issued)} issued, ${number(points.redeemed)} spent, ${number(points.pending)} still wait for the end of the return window, ${number(points.available)} can be spent.`,
    `Refund: of an order of 300.00, paid with ${number(refund.spent)} points and 280.00, goods for 120.00 came back; ${refund.gaveBack} points were given back and ${refund.takenBack} of ${refund.earned} earned taken back.`,
    `Enquiry before a sale, 28 minutes. ${clock(cases.quickAnswer, "first_response")}`,
    `Enquiry before a sale, 31 minutes. ${clock(cases.lateAnswer, "first_response")}`,
    `After-sales request. ${clock(cases.repair, "first_response")}`,
    `Complaint: ${wayOf(cases.complaint, zone, ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], names)}. The Sunday between did not count.`,
    `  ${clock(cases.complaint, "first_response")}`,
    `  ${clock(cases.complaint, "resolution")}`,
    `Survey. ${explainScore(score, "en")}`,
    `Classes: ${classes["high_value"]} of high value, ${classes["regular"]} regular, ${classes["prospect"]} prospects.`,
    `Erased: a customer's name, number and words stood in ${sent.before} documents; now they stand in ${after.found} of ${number(after.searched)} records and entries.`,
  ];
}

function chinese(report: WeekReport): readonly string[] {
  const { customers, classes, points, refund, cases, score, after, sent, zone } = report;
  const clock = (of: ToldCase, metric: string): string => clockIn(of, metric, zone, "zh-CN");
  const names = { accepted: "受理", investigating: "调查", handling: "处理", feedback: "反馈" };
  return [
    "小店一周:2026年3月5日(周四)至11日(周三)。店铺和客户均为虚构,每次运行结果相同。",
    `客户${customers}位,事件${sent.events}件,其中${sent.replayed}件重复发送,只计一次。`,
    `积分:累计发放${points.issued},已用${points.redeemed},退货期内待生效${points.pending},可用${points.available}。`,
    `退款:一笔300.00元的订单,用${refund.spent}积分抵现,另付280.00元,退回120.00元的商品;退还积分${refund.gaveBack},原获得的${refund.earned}积分冲正${refund.takenBack}。`,
    `售前咨询,28分钟答复。${clock(cases.quickAnswer, "first_response")}`,
    `售前咨询,31分钟答复。${clock(cases.lateAnswer, "first_response")}`,
    `售后服务。${clock(cases.repair, "first_response")}`,
    `投诉:${wayOf(cases.complaint, zone, ["周一", "周二", "周三", "周四", "周五", "周六", "周日"], names)}。中间的周日休息,不计时。`,
    `  ${clock(cases.complaint, "first_response")}`,
    `  ${clock(cases.complaint, "resolution")}`,
    `满意度调查。${explainScore(score, "zh-CN")}`,
    `客户分类:高价值客户${classes["high_value"]}位,普通客户${classes["regular"]}位,潜在客户${classes["prospect"]}位。`,
    `删除(匿名化):一位客户的姓名、电话和留言原先在${sent.before}份文档里,现在查遍${after.searched}条记录和流水,找到${after.found}处。`,
  ];
}

function clockIn({ clocks }: ToldCase, metric: string, zone: string, locale: Locale): string {
  const clock = clocks.find((each) => each.metric === metric);
  return clock === undefined ? "" : explainClock({ ...clock, zone }, locale);
}

/** The statuses that a case went through, and when: 受理 周六 16:00 → 调查 周一 11:00. */
function wayOf(
  { serviceCase }: ToldCase,
  zone: string,
  weekdays: readonly string[],
  names: Readonly<Record<string, string>>,
): string {
  const time = (instant: Instant): string => {
    const minutes = localTime(Date.parse(instant), zone);
    const two = (number: number): string => String(number).padStart(2, "0");
    const weekday = weekdays[weekdayOf(localDay(instant, zone)) - 1];
    return `${weekday} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  return serviceCase.intervals.map(({ status, from }) => `${names[status] ?? status} ${time(from)}`).join(" → ");
}
