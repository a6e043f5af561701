using System.Collections.Concurrent;
using Scoring.Records;
using Scoring.Tuning;
using Scoring.Tuning.Sweep;

namespace Scoring.BenchmarkDotNet;

/// <summary>What was measured in this process, by benchmark class: BenchmarkDotNet carries no more than a time per iteration from a case to its columns and exporters.</summary>
internal static class BenchmarkRecords
{
    /// <summary>Null where nothing is measured yet.</summary>
    private static readonly ConcurrentDictionary<Type, BenchmarkRecord?> s_records = new();

    /// <summary>Tells of a class that somebody has written. BenchmarkDotNet validates a class before it is run and once more afterwards, so that what is known of it stays.</summary>
    public static void Add(Type type) => s_records.TryAdd(type, null);

    /// <param name="type">The class, or the one that BenchmarkDotNet has derived from it to run a case.</param>
    /// <param name="client">What is measured.</param>
    /// <param name="sample">What it is measured with.</param>
    public static async Task<BenchmarkRecord> OpenAsync(Type type, IScoringClient client, RecordBatch sample)
    {
        ScoringSignature signature = await client.GetSignatureAsync().ConfigureAwait(false);
        var identity = client.GetService(typeof(IModelIdentity)) as IModelIdentity;
        var subject = new SweepSubject(ProfileKey.Of(signature, identity), TuningEnvironment.Current(identity?.NativeLibrary), SampleHash.Of(sample), sample.RowCount, TimeProvider.System.GetUtcNow());
        type = Written(type);
        BenchmarkRecord record = Find(type) ?? new BenchmarkRecord();
        (record.Subject, record.IsLocal) = (subject, signature.MaxConcurrentRequests is not null && identity?.Endpoint is null);
        s_records[type] = record;
        return record;
    }

    public static BenchmarkRecord? Find(Type type) => s_records.GetValueOrDefault(type);

    /// <summary>The nearest base that somebody has written.</summary>
    private static Type Written(Type type)
    {
        for (Type? one = type; one is not null; one = one.BaseType)
        {
            if (s_records.ContainsKey(one)) return one;
        }

        return type;
    }
}
