using System.Buffers;
using Scoring.Fuzzing.Documents;
using Scoring.Fuzzing.Memory;
using Scoring.Json;
using Scoring.Records;

namespace Scoring.Fuzzing.Running;

/// <summary>Makes cases, has them read and judges, one after the other.</summary>
/// <remarks>Values come from pools that every case changes a little, so a case is repeated by its worker's seed and its number in it; what failed is printed whole besides.</remarks>
internal sealed class FuzzWorker(ulong seed)
{
    private static readonly FuzzForm[] s_forms = Enum.GetValues<FuzzForm>();

    private readonly FuzzSchema[] _schemas = FuzzSchema.MakeAll(seed);
    private readonly FuzzDocument _document = new();
    private readonly GuardedMemory _memory = new(FuzzDocument.MaxLength / 4096);
    private readonly SplitText _split = new();

    /// <summary>How the case ends if nothing is wrong.</summary>
    private Outcome _outcome;

    public FuzzReport Report { get; } = new();

    /// <summary>Runs one case.</summary>
    public void Run(long number)
    {
        SplitMix random = SplitMix.ForCase(seed, number);
        FuzzSchema schema = random.Pick<FuzzSchema>(_schemas);
        FuzzForm form = random.OneIn(200) ? FuzzForm.Error : s_forms[random.Next((int)FuzzForm.Error)];
        schema.Renew(ref random);
        _document.Begin(ref random, schema, random.OneIn(8) ? random.Next(FuzzDocument.MaxRows) : random.Next(6));
        new FormWriter(_document, schema, random).Write(form);
        random.Next();
        bool isQuoted = form != FuzzForm.Error && random.OneIn(3) && FuzzWrapper.Wrap(_document, ref random);
        bool isDamaged = random.OneIn(12);
        if (isDamaged) Mutation.Apply(_document, ref random);
        Memory<byte> text = _memory.Place(_document.Bytes, atEnd: !random.OneIn(8));
        ReadOnlySequence<byte> sequence = random.OneIn(10) ? _split.Split(text, ref random) : new ReadOnlySequence<byte>(text);
        JsonFrameReader reader = random.Pick(schema.Readers.AsSpan());
        try
        {
            string? wrong = isDamaged ? JudgeDamaged(schema, reader, sequence, text.Span, isQuoted) : form == FuzzForm.Error ? JudgeError(reader, sequence) : JudgeWhole(reader, sequence);
            if (random.OneIn(100)) Infer(sequence);
            Outcome outcome = wrong is not null ? Outcome.Failed : _outcome;
            Report.Count(form, outcome);
            if (wrong is not null) Report.Fail(seed, number, wrong, text.Span, schema.Schema);
        }
        catch (Exception error) when (error is not JsonFrameException)
        {
            Report.Count(form, Outcome.Failed);
            Report.Fail(seed, number, error.ToString(), text.Span, schema.Schema);
        }
    }

    private string? JudgeWhole(JsonFrameReader reader, in ReadOnlySequence<byte> text)
    {
        _outcome = Outcome.Exact;
        try
        {
            using RecordBatch batch = reader.Read(text, _document.Rows);
            return Judge.Compare(batch, _document);
        }
        catch (JsonFrameException error)
        {
            return error.Message;
        }
    }

    private string? JudgeError(JsonFrameReader reader, in ReadOnlySequence<byte> text)
    {
        _outcome = Outcome.Refused;
        Reading reading = Reading.Of(reader, text, null);
        return reading.Error == JsonFrameError.ServerError ? null : $"an error was read as {reading}";
    }

    /// <summary>Every other tier must say the same, and what was accepted must be JSON. As exceptions are slow, only some of the refused are read twice.</summary>
    private string? JudgeDamaged(FuzzSchema schema, JsonFrameReader reader, in ReadOnlySequence<byte> sequence, ReadOnlySpan<byte> text, bool isQuoted)
    {
        Reading reading = Reading.Of(reader, sequence, null);
        _outcome = reading.Rows < 0 ? Outcome.Refused : Outcome.Accepted;
        if (reading.Rows < 0 && text.Length % 4 != 0) return null;
        foreach (JsonFrameReader other in schema.Readers)
        {
            Reading second = ReferenceEquals(other, reader) ? reading : Reading.Of(other, sequence, null);
            if (second != reading) return $"one tier says {reading}, another {second}";
        }

        return reading.Rows >= 0 && !isQuoted && Judge.IsJson(text) == false ? "no JSON was read as rows" : null;
    }

    private static void Infer(in ReadOnlySequence<byte> text)
    {
        try
        {
            JsonFrameReader.Infer(text);
        }
        catch (JsonFrameException)
        {
            // The one exception that may come.
        }
    }
}
