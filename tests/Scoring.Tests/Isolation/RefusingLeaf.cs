using Scoring.Records;
using Scoring.Tests.Fakes;

namespace Scoring.Tests.Isolation;

/// <summary>A leaf that refuses a request with a bad row in it, naming the first one. Rows tell their number in the first column.</summary>
internal sealed class RefusingLeaf
{
    private readonly HashSet<long> _ended = [];

    public RefusingLeaf(Func<RecordBatch, RecordBatch>? score = null) => Client = new ScriptedLeaf
    {
        OnScore = (rows, context, token) =>
        {
            Requests.Add(rows.GetColumn<long>(0).Values.ToArray());
            Contexts.Add(context);
            context.Attempts?.OnAttempt(new ScoringAttempt(rows.RowCount, TimeSpan.FromMilliseconds(1), true));
            OnRequest(Requests.Count);
            SentAgain.AddRange(Requests[^1].Where(_ended.Contains));
            Exception? refusal = Refuse(Requests[^1]);
            if (refusal is null || rows.RowCount == 1) _ended.UnionWith(Requests[^1]);
            if (refusal is { } error) return IsEager ? throw error : ValueTask.FromException<RecordBatch>(error);
            RecordBatch response = (score ?? LongModel.Score)(rows);
            return IsYielding ? YieldAsync(response) : new ValueTask<RecordBatch>(response);
        },
    };

    public ScriptedLeaf Client { get; }

    public HashSet<long> Bad { get; init; } = [];

    /// <summary>Called at each request with its number from 1, before it is answered.</summary>
    public Action<int> OnRequest { get; set; } = static _ => { };

    /// <summary>Why a request is refused; null when it is not.</summary>
    public Func<long[], Exception?> Refuse
    {
        get => field ?? (rows => rows.Where(Bad.Contains).Select(Refusal).FirstOrDefault());
        set;
    }

    /// <summary>Whether it throws inside the call.</summary>
    public bool IsEager { get; init; }

    public bool IsYielding { get; init; }

    /// <summary>The rows of each request, in the order in which they were sent.</summary>
    public List<long[]> Requests { get; } = [];

    public List<ScoringContext> Contexts { get; } = [];

    /// <summary>Rows that were sent although they had been scored, or refused alone.</summary>
    public List<long> SentAgain { get; } = [];

    public static Exception Refusal(long row) => new ScoringRefusedException(MessageOf(row)) { Status = 400 };

    public static string MessageOf(long row) => $"Row {row} is bad.";

    private static async ValueTask<RecordBatch> YieldAsync(RecordBatch response)
    {
        await Task.Yield();
        return response;
    }
}
