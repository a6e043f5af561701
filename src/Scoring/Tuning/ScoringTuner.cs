using Scoring.Records;
using Scoring.Tuning.Sweep;

namespace Scoring.Tuning;

/// <summary>Finds how many rows a request should hold and how many requests should be in flight, by measuring.</summary>
/// <remarks>
/// <para>It measures the batch level as it is: the leaf, or what <see cref="ScoringClientBuilder.Build()"/> gives, without a queue in front. While it runs nothing else should use the model,
/// the machine, or the endpoint.</para>
/// <para>Thread-safe; two sweeps at a time spoil each other's times.</para>
/// </remarks>
public static class ScoringTuner
{
    /// <summary>Measures all settings, finds the knee and tries the recommended setting.</summary>
    /// <param name="client">What is measured. It stays its caller's, who disposes it.</param>
    /// <param name="sample">Rows like those to come, 1 or more, best some thousand distinct ones; borrowed until the call ends. Larger requests repeat them.</param>
    /// <param name="options">What to measure; the defaults when left out.</param>
    /// <param name="progress">Told as it goes on; null for nobody.</param>
    /// <param name="cancellationToken">Ends the sweep; what was measured is reported.</param>
    /// <returns>The report. Where the sweep was cancelled or the endpoint failed, <see cref="TuningReport.PartialReason"/> says so.</returns>
    /// <exception cref="ArgumentException">An option is out of range, the sample is empty, or the client has a queue in front.</exception>
    /// <exception cref="ScoringLoadRefusedException">An endpoint on another machine would be loaded with more than is allowed.</exception>
    /// <exception cref="ScoringException">The model cannot be asked what it takes.</exception>
    public static Task<TuningReport> RunAsync(
        IScoringClient client, RecordBatch sample, TuningOptions? options = null, IProgress<TuningProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (sample.IsDefault || sample.RowCount == 0) throw new ArgumentException("The sample has no rows; give some like those to come.", nameof(sample));
        if (client.GetScheduler() is not null)
            throw new ArgumentException("The client has a queue in front, which would measure its own batching. Give the leaf, or what Build() without options makes.", nameof(client));
        options = options?.Copy() ?? new TuningOptions();
        options.Validate();
        return new SweepRun(client, sample, options, progress, cancellationToken).RunAsync();
    }
}
