using System.Diagnostics;
using TierFunctions.Domain.Rulings;

namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string Rulings => Of("Exemptions and decisions", "豁免与裁定");
    public string RulingsLead => Of("What readings alone cannot say. What is recorded is never changed or taken away; a period that has been assessed is judged by it in its next revision.", "仅凭数据无法体现的情况。记录后不可更改或删除；已考核的周期在下一次修订时据此重新评定。");
    public string Exemptions => Of("Exemptions", "豁免");
    public string Decisions => Of("Decisions", "裁定");
    public string ExemptionsCaption => Of("Exemptions, the one recorded last first: who recorded them, and when.", "豁免记录，最近记录的在前，并注明记录人与时间。");
    public string DecisionsCaption => Of("Decisions, the one recorded last first: who decided, and when it was recorded.", "裁定记录，最近记录的在前，并注明裁定人与记录时间。");
    public string NoExemption => Of("No exemption is recorded.", "没有豁免记录。");
    public string NoDecision => Of("No decision is recorded.", "没有裁定记录。");
    public string Id => Of("Id", "编号");
    public string Scope => Of("For", "适用范围");
    public string What => Of("What", "内容");
    public string RecordedBy => Of("Recorded by", "记录人");
    public string RecordedAt => Of("Recorded", "记录于");
    public string DecidedBy => Of("Decided by", "裁定人");
    public string AllStores => Of("all stores", "所有店铺");
    public string AllProgrammes => Of("all programmes", "所有项目");
    public string Older => Of("Older ones", "更早的记录");
    public string GrantAnExemption => Of("Grant an exemption", "批准豁免");
    public string DecideForAStore => Of("Decide for a store", "对单个店铺作出裁定");
    public string IdHint => Of("Lower-case letters, digits and hyphens; never used before", "小写字母、数字与连字符，不得与已有编号重复");
    public string WhyGranted => Of("Why", "原因");
    public string TimeZone => Of("Time zone of its days", "日期所用时区");
    public string FirstDay => Of("From", "自");
    public string UntilDay => Of("Until, the first day it no longer holds", "至（失效首日）");
    public string ProgrammesHint => Of("Programmes, parted by commas; empty for all", "项目，以逗号分隔；留空为全部");
    public string StoresHint => Of("Stores, parted by commas; empty for all", "店铺，以逗号分隔；留空为全部");
    public string Attribute => Of("Attribute of the stores, such as country", "店铺属性，例如 country");
    public string AttributeValues => Of("Its values, parted by commas", "属性取值，以逗号分隔");
    public string LiftsHint => Of("Requirements and bars that are lifted, by id, parted by commas", "免除的要求与一票否决项，填编号，以逗号分隔");
    public string Recomputed => Of("Metric that is read from elsewhere", "改由他处读取的指标");
    public string ReadFrom => Of("Read from this metric", "读取此指标");
    public string OrValue => Of("Or this reading", "或采用此数值");
    public string Grant => Of("Grant", "批准");
    public string Decide => Of("Decide", "裁定");
    public string WhatIsDecided => Of("What is decided", "裁定内容");
    public string HoldsTier => Of("The store holds a tier, whatever it earned", "无论成绩，店铺持有某等级");
    public string ShutsTiers => Of("Tiers are shut to the store", "店铺不得持有某等级");
    public string Readmits => Of("A cancellation or a waiting time is over", "取消资格或等待期终止");
    public string TierNames => Of("Tier, or several that are shut, by name, parted by commas", "等级名称；不得持有多个时以逗号分隔");
    public string UntilUnlessReadmission => Of("Until, the first day it no longer holds; none for a re-admission", "至（失效首日）；重新准入时留空");
    public string NotRecorded => Of("Nothing was recorded", "未作任何记录");

    public string Recorded(string id) => Of($"{id} is recorded.", $"{id} 已记录。");

    public string Lifts(string ids) => Of($"lifts {ids}", $"免除 {ids}");

    public string ReadsFrom(string metric, string source) => Of($"reads {metric} from {source}", $"{metric} 改读 {source}");

    public string ReadsAs(string metric, string value) => Of($"reads {metric} as {value}", $"{metric} 按 {value} 计");

    public string Of(OperatorDecision decision) => decision.Kind switch
    {
        DecisionKind.Override => Of($"holds {decision.Tier}", $"持有 {decision.Tier}"),
        DecisionKind.Bar => Of($"shut out of {string.Join(", ", decision.Shuts)}", $"不得持有 {string.Join("、", decision.Shuts)}"),
        DecisionKind.Readmission => Of("re-admitted", "重新准入"),
        _ => throw new UnreachableException(),
    };
}
