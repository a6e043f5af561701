namespace Scoring.Simulation.Light;

/// <summary>What a policy wants done now: rows to refuse, rows to send, or when to be asked again.</summary>
internal readonly record struct Decision
{
    /// <summary>Rows to refuse, those that came first; done before <see cref="Send"/>.</summary>
    public int Drop { get; private init; }

    /// <summary>Rows to send in one request, those that came first.</summary>
    public int Send { get; private init; }

    /// <summary>When to ask again, if no request has ended before.</summary>
    public long WakeAt { get; private init; }

    /// <summary>Ask again when so many rows wait.</summary>
    public int WakeAtRows { get; private init; }

    private bool Acts => Drop > 0 || Send > 0;

    /// <summary>Nothing before a request ends.</summary>
    public static Decision WaitForCompletion { get; } = new() { WakeAt = long.MaxValue, WakeAtRows = int.MaxValue };

    public static Decision SendRows(int rows) => new() { Send = rows };

    public static Decision DropRows(int rows) => new() { Drop = rows };

    /// <summary>Nothing before a request ends, so many rows wait, or it is so late.</summary>
    public static Decision Wait(int rows, long until = long.MaxValue) => new() { WakeAt = until, WakeAtRows = rows };

    /// <summary>The same wait, but no longer.</summary>
    public Decision OrAt(long time) => this with { WakeAt = Math.Min(WakeAt, time) };

    public bool IsWait => !Acts;
}
