namespace TierFunctions.Pages.Words.Site;

public sealed partial class PageWords
{
    public string Runs => Of("Runs", "批次");
    public string Run => Of("Run", "批次");
    public string State => Of("State", "状态");
    public string AllRuns => Of("All runs, newest first.", "所有批次，最新在前。");
    public string RowsPutAside => Of("Rows put aside", "隔离的行");
    public string Started => Of("Started", "开始于");
    public string Completed => Of("Completed", "完成于");
    public string NoRun => Of("There is no run yet. A timer starts one when a period has ended and its metrics are there; POST /api/runs starts one at once.", "尚无批次。周期结束且数据齐备时，定时器会启动；POST /api/runs 可立即启动。");
    public string Follows => Of("This page loads itself anew every few seconds.", "本页每隔几秒自动刷新。");
    public string Stop => Of("Stop", "停止");
    public string Follow => Of("Follow: load this page anew every few seconds", "跟进：每隔几秒自动刷新本页");
    public string AboutThisRun => Of("About this run", "关于本批次");
    public string Movements => Of("Movements", "变动");
    public string Report => Of("Report", "报告");
    public string Failed => Of("Failed", "失败");
    public string LetItGoOn => Of("Let it go on", "放行");
    public string WhyGoodEnough => Of("Why these inputs are good enough after all", "为何这些数据仍可使用");
    public string ReasonIsKept => Of("The reason is kept with the run and stands in its report.", "原因随批次保存，并写入报告。");
    public string OverrideGate => Of("Override the gate", "越过闸门");
    public string SendAgain => Of("Send again", "重新发送");
    public string SendAgainNote => Of("Sends once more what this run waits for. Work that was done is not done again.", "把本批次等待的工作再发送一次；已完成的不会重做。");
    public string Steps => Of("Steps", "步骤");
    public string ReadingHeardOf => Of("Reading, last heard of", "读取，最近一次消息");
    public string Attempts => Of("Attempts at reading", "读取次数");
    public string ComparedWith => Of("Compared with", "对比批次");
    public string TakesThePlaceOf => Of("Takes the place of", "取代");
    public string Chunks => Of("Chunks", "分块");
    public string Chunk => Of("Chunk", "分块");
    public string ChunksWaited => Of("Chunks that are waited for", "等待中的分块");
    public string File => Of("File", "文件");
    public string Row => Of("Row", "行");
    public string Column => Of("Column", "列");
    public string DeadMessages => Of("Dead messages", "死信");
    public string DeadMessagesNote => Of("Messages of this run that were delivered too often without success, or can never succeed. The run waits for what they were to do.", "本批次中多次投递仍失败或不可能成功的消息；批次在等待它们的工作。");
    public string Queue => Of("Queue", "队列");
    public string Message => Of("Message", "消息");
    public string Deliveries => Of("Deliveries", "投递次数");
    public string SentAt => Of("Sent", "发送于");
    public string Description => Of("Description", "说明");
    public string Redrive => Of("Deliver them again", "重新投递");
    public string RedriveNote => Of("Puts them back to be delivered as if for the first time. Do it once what was wrong is put right.", "放回队列，如同首次投递。请在问题排除之后再做。");

    public string Revision(int number) => Of($"revision {Figures.Count(number)}", $"第{Figures.Count(number)}次修订");

    public string RevisionAndPolicy(int revision) => Of($"Revision {Figures.Count(revision)}, policy version", $"第{Figures.Count(revision)}次修订，规则版本");

    public string OfAll(long part, long whole) => Of($"{Figures.Count(part)} of {Figures.Count(whole)}", $"{Figures.Count(part)} / {Figures.Count(whole)}");

    public string StoresJudged(long part, long whole) => Of($"{Figures.Count(part)} of {Figures.Count(whole)} stores judged", $"已评定 {Figures.Count(part)} / {Figures.Count(whole)} 家店铺");

    public string ChunksJudged(int finished, int all, long judged, long stores) => Of(
        $"{Figures.Count(finished)} of {Figures.Count(all)} chunks are judged: {Figures.Count(judged)} of {Figures.Count(stores)} stores.",
        $"已评定 {Figures.Count(finished)} / {Figures.Count(all)} 个分块：{Figures.Count(judged)} / {Figures.Count(stores)} 家店铺。");

    public string FirstChunks(int shown) => Of($"The first {Figures.Count(shown)} chunks that have not been judged.", $"前 {Figures.Count(shown)} 个尚未评定的分块。");

    public string QuarantinedRows(long first, long last, long all) => Of(
        $"Rows {Figures.Count(first)} to {Figures.Count(last)} of {Figures.Count(all)}, as quarantine.ndjson has them.",
        $"第 {Figures.Count(first)} 至 {Figures.Count(last)} 行，共 {Figures.Count(all)} 行，内容与 quarantine.ndjson 一致。");

    public string DeadWithoutRun(int count) => Of(
        $"{Figures.Count(count)} dead messages name no run that could be read: what they are can be seen in the queues themselves.",
        $"另有 {Figures.Count(count)} 条死信无法辨认所属批次，请直接查看队列。");

    public string MovementsOf(string run) => Of($"Movements of {run}", $"{run} 的变动");

    public string CountedOver(long looked) => Of($"What follows is counted over the first {Figures.Count(looked)} stores.", $"以下按前 {Figures.Count(looked)} 家店铺统计。");

    public string TheRun => Of("The run", "批次");
    public string ByIndustry => Of("By industry", "按行业");
    public string MovementsByIndustry => Of("Stores that rose and fell, by industry.", "各行业升级与降级的店铺。");
    public string BiggestChanges => Of("Biggest changes", "变动最大");
    public string NoChange => Of("No store rose or fell.", "没有店铺升级或降级。");
    public string FurthestFirst => Of("The stores that went the furthest, by tiers.", "按等级跨度，变动最大的店铺。");
    public string Tiers => Of("Tiers", "等级");

    public string IndustryMoved(string industry, long up, long down) => Of($"{industry}: {Figures.Count(up)} promoted, {Figures.Count(down)} demoted", $"{industry}：升级 {Figures.Count(up)}，降级 {Figures.Count(down)}");
}
