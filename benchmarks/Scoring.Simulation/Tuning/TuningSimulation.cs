using Scoring.Records;
using Scoring.Simulation.Production;
using Scoring.Simulation.Profiles;
using Scoring.Tuning;

namespace Scoring.Simulation.Tuning;

/// <summary>One sweep of the real tuner on a service, on one thread and in virtual time. The same twice, to the last tick.</summary>
internal static class TuningSimulation
{
    private const int SampleRows = 500;

    /// <param name="profile">The service.</param>
    /// <param name="seed">Its luck.</param>
    /// <param name="options">Clock and starter are replaced.</param>
    public static async Task<TuningReport> RunAsync(ServiceProfile profile, ulong seed, TuningOptions options)
    {
        var time = new VirtualRun(Environment.CurrentManagedThreadId);
        var endpoint = new SimulatedEndpoint(time, profile, seed, VirtualModel.Signature, rows => VirtualModel.Score(rows.RowCount, time.Clock.GetTimestamp()));
        (options.TimeProvider, options.Starter, options.ProcessorTime) = (time.Clock, time.Starter, static () => TimeSpan.Zero);
        using RecordBatch sample = RecordBatch.FromValues<long>([.. Enumerable.Range(0, SampleRows).Select(static row => (long)row)], [], "caller");
        Task<TuningReport> run = ScoringTuner.RunAsync(endpoint, sample, options);
        time.RunStarted();
        while (!run.IsCompleted)
        {
            time.Begin(time.NextMoment);
            time.RunStarted();
        }

        return await run;
    }
}
