using System.Text.Json;
using Azure.Data.Tables;

namespace TierFunctions.Azure.Tables;

/// <summary>Cuts actions on one partition into transactions that the service takes: at most 100 entities and under 4 MiB.</summary>
internal static class Transactions
{
    private const int MostEntities = 100;

    // Of 4 MiB; what is not counted below is the request around the parts.
    private const int MostBytes = 3_800_000;

    // The request line, headers and boundary of a part, with keys of the greatest length in its address.
    private const int BytesAroundEntity = 2048;

    /// <summary>In the order given; the last action is in the last transaction.</summary>
    public static IEnumerable<IReadOnlyList<TableTransactionAction>> Cut(IEnumerable<TableTransactionAction> actions)
    {
        var transaction = new List<TableTransactionAction>();
        var bytes = 0;
        foreach (var action in actions)
        {
            var size = BytesAroundEntity + SizeOf((TableEntity)action.Entity);
            if (transaction.Count == MostEntities || transaction.Count > 0 && bytes + size > MostBytes)
            {
                yield return transaction;
                (transaction, bytes) = ([], 0);
            }
            transaction.Add(action);
            bytes += size;
        }
        if (transaction.Count > 0) yield return transaction;
    }

    // As the client writes it: JSON in which whatever is not plain ASCII is escaped.
    private static int SizeOf(TableEntity entity) => entity.Keys.Sum(name =>
        name.Length + 8 + (entity[name] is string text ? JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length : 32));
}
