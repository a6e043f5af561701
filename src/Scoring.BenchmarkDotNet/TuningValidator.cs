using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Validators;
using Scoring.Records;
using Scoring.Tuning;

namespace Scoring.BenchmarkDotNet;

/// <summary>Looks before anything runs whether a sweep makes sense: a build that is optimized, rows to send, a model that scores them.</summary>
internal sealed class TuningValidator : IValidator
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    public bool TreatsWarningsAsErrors => true;

    public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters)
    {
        Type[] types = [.. validationParameters.Benchmarks.Select(static one => one.Descriptor.Type).Where(static type => type.IsAssignableTo(typeof(ScoringTuningBenchmark))).Distinct()];
        return [.. types.SelectMany(static type => ProblemsOf(type).Select(problem => new ValidationError(isCritical: true, $"{type.Name}: {problem}")))];
    }

    internal static bool IsDebug(Assembly assembly) => assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    private static IEnumerable<string> ProblemsOf(Type type)
    {
        BenchmarkRecords.Add(type);
        if (type.GetCustomAttribute<ScoringTuningAttribute>() is { Rounds: < ScoringTuningAttribute.FewestRounds } settings)
            yield return $"{nameof(ScoringTuningAttribute.Rounds)} is {settings.Rounds}; it must be {ScoringTuningAttribute.FewestRounds} or more, as of fewer no interval can be told.";
        foreach (Assembly assembly in (Assembly[])[type.Assembly, typeof(TuningReport).Assembly])
        {
            if (IsDebug(assembly)) yield return $"{assembly.GetName().Name} is a Debug build, whose times mean nothing; run with -c Release.";
        }

        if (Try(type) is { } problem) yield return problem;
    }

    /// <summary>BenchmarkDotNet's threads have no synchronization context that waiting here could block.</summary>
    private static string? Try(Type type)
    {
        try
        {
            var benchmark = (ScoringTuningBenchmark)Activator.CreateInstance(type)!;
            return TryAsync(benchmark).GetAwaiter().GetResult();
        }
        catch (Exception error)
        {
            Exception cause = error is TargetInvocationException { InnerException: { } inner } ? inner : error;
            return $"it cannot be measured: {cause.Message}";
        }
    }

    private static async Task<string?> TryAsync(ScoringTuningBenchmark benchmark)
    {
        using RecordBatch sample = benchmark.CreateSample();
        if (sample.IsDefault || sample.RowCount == 0) return $"{nameof(ScoringTuningBenchmark.CreateSample)} gives no rows; give some like those to come.";
        IScoringClient client = benchmark.CreateClient();
        await using ConfiguredAsyncDisposable disposal = client.ConfigureAwait(false);
        if (client.GetScheduler() is not null) return $"{nameof(ScoringTuningBenchmark.CreateClient)} gives a client with a queue in front, which would measure its own batching; give the leaf, or what Build() without options makes.";
        using var timer = new CancellationTokenSource(s_longest);
        ScoringSignature signature = await client.GetSignatureAsync(timer.Token).ConfigureAwait(false);
        int most = benchmark.ParallelRequests.Max();
        if (signature.MaxConcurrentRequests < most)
            return $"{nameof(ScoringTuningBenchmark.ParallelRequests)} has {most}, and the model runs {signature.MaxConcurrentRequests} requests at once; open it with more lanes, or try fewer.";
        using RecordBatch scores = await client.ScoreAsync(sample.Slice(0, 1), default, timer.Token).ConfigureAwait(false);
        return null;
    }
}
