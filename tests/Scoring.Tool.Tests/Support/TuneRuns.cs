namespace Scoring.Tool.Tests.Support;

/// <summary>Short sweeps of the fare model.</summary>
internal static class TuneRuns
{
    /// <summary>Two sizes, one request at a time, no load check: what is tested is not the tuner.</summary>
    public static readonly string[] Short = ["--sizes", "1,20", "--concurrency", "1", "--arrivals", "none", "--max-time", "10s"];

    public static string WriteTrips(TempFolder folder) =>
        folder.Write("trips.csv", System.Text.Encoding.UTF8.GetBytes("vendorid,weekday_n,pickuphour,passenger,distance\n" + string.Concat(Enumerable.Range(0, 60).Select(static i => $"1,{i % 7},{i % 24},1,4.2\n"))));

    public static Task<ToolRun> TuneTaxiAsync(TempFolder folder, params string[] args) =>
        ToolRun.RunAsync(["tune", Models.Taxi, "--sample", WriteTrips(folder), "--columns", Models.TaxiColumns, .. Short, .. args]);
}
