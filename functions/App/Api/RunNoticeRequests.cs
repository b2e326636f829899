using Microsoft.AspNetCore.Http;
using TierFunctions.App.Http;
using TierFunctions.Pipeline.Notify;
using TierFunctions.Pipeline.Remind;
using TierFunctions.Pipeline.Runs;

namespace TierFunctions.App.Api;

/// <summary>Requests about what became of the notices of a run, or of the reminders of a period.</summary>
public sealed class RunNoticeRequests(IRuns runs, IReminders reminders, INotices notices)
{
    public async Task<IResult> CountAsync(string run, CancellationToken cancellationToken)
    {
        var key = Read.Run(run);
        var isKnown = key.IsOfReminders ? (await reminders.ListAsync(DateTimeOffset.MinValue, cancellationToken)).Contains(key) : await runs.FindAsync(key, cancellationToken) is not null;
        if (!isKnown) return Problem.Of(StatusCodes.Status404NotFound, "There is no such run.");
        var counts = await notices.CountAsync(key, cancellationToken);
        var sent = await notices.CostsAsync(key, cancellationToken);
        return JsonAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("run", key.ToString());
            json.WriteNumber("owed", counts.Values.Sum());
            RunDescription.WriteNotices(json, counts);
            json.WritePropertyName("textsSent");
            SmsCostsJson.Write(json, sent);
            json.WriteEndObject();
        });
    }
}
