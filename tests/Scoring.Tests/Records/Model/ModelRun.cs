using Scoring.Records;

namespace Scoring.Tests.Records.Model;

/// <summary>Does the same to batches and to the model, and compares all of them after every step.</summary>
internal sealed class ModelRun
{
    private const int MaxHolders = 24;

    private readonly RecordSchema[] _schemas;
    private readonly List<Holder> _live = [];
    private readonly List<Holder> _stale = [];
    private readonly HashSet<RecordBuffer> _buffers = [];

    public ModelRun(int seed)
    {
        var random = new Random(seed);
        _schemas = [NewSchema(random), NewSchema(random)];
    }

    public void Apply(Operation operation)
    {
        (int kind, int target, int first, int second) = operation;
        switch (Choose(kind, Operation.Kinds))
        {
            case 0 or 1 or 2: Rent(_schemas[Choose(target, 2)], Choose(first, 7)); break;
            case 3 or 4 or 5 or 6: OnLive(target, holder => Write(holder, first, second)); break;
            case 7: OnLive(target, holder => Cut(holder, first, second, isBorrowed: true)); break;
            case 8: OnLive(target, holder => Cut(holder, first, second, isBorrowed: false)); break;
            case 9 or 10: OnLive(target, Dispose); break;
            default: OnStale(target); break;
        }

        foreach (Holder holder in _live) holder.CheckContents();
    }

    /// <summary>Disposes what is held; then every buffer that was ever used waits in its pool, and can be rented at once.</summary>
    public void Finish()
    {
        while (_live.Count > 0) Dispose(_live[^1]);
        foreach (RecordSchema schema in _schemas)
        {
            RecordBuffer[] known = [.. _buffers.Where(buffer => buffer.Schema == schema)];
            RecordBatch[] rented = [.. known.Select(buffer => RecordBatch.Rent(buffer.Schema, 1))];
            Assert.True(known.ToHashSet().SetEquals(rented.Select(static batch => batch.Buffer)), "Memory was lost, or given to two holders.");
            foreach (RecordBatch batch in rented) batch.Dispose();
        }
    }

    private static int Choose(int number, int count) => (int)((uint)number % (uint)count);

    private static RecordSchema NewSchema(Random random) => new([.. Enumerable.Range(0, random.Next(1, 5)).Select(index => new ColumnSchema(
        $"column {index}",
        random.Next(4) == 0 ? ElementType.String : (ElementType)random.Next((int)ElementType.String),
        RowShape.Create([.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(10) == 0 ? 0 : random.Next(1, 4))])))]);

    private static void Write(Holder holder, int first, int second)
    {
        if (holder.RowCount == 0) return;
        int column = Choose(first, holder.Columns.Length);
        holder.Columns[column].Write(holder.Batch, column, Choose(second, holder.RowCount), Choose((first * 31) + second, 1 << 20));
    }

    private void Rent(RecordSchema schema, int rows)
    {
        if (_live.Count >= MaxHolders) return;
        var batch = RecordBatch.Rent(schema, rows);
        var holder = new Holder(batch, rows, [.. schema.Columns.Select(column => ModelColumn.Create(column, rows))], new Claim(), IsBorrowed: false);
        for (int column = 0; column < holder.Columns.Length; column++) holder.Columns[column].Start(batch, column);
        _live.Add(holder);
        _buffers.Add(batch.Buffer);
    }

    private void Cut(Holder holder, int first, int second, bool isBorrowed)
    {
        if (_live.Count >= MaxHolders) return;
        int start = Choose(first, holder.RowCount + 1);
        int count = Choose(second, holder.RowCount - start + 1);
        RecordBatch part = isBorrowed ? holder.Batch.Slice(start, count) : holder.Batch.Share(start, count);
        _live.Add(holder.Part(part, start, count, isBorrowed ? holder.Claim : new Claim(), isBorrowed));
    }

    private void Dispose(Holder holder)
    {
        holder.Batch.Dispose();
        if (holder.IsBorrowed)
        {
            _live.Remove(holder);
            return;
        }

        holder.Claim.IsAlive = false;
        _stale.AddRange(_live.Where(static other => !other.Claim.IsAlive));
        _live.RemoveAll(static other => !other.Claim.IsAlive);
    }

    private void OnLive(int target, Action<Holder> action)
    {
        if (_live.Count > 0) action(_live[Choose(target, _live.Count)]);
    }

    private void OnStale(int target)
    {
        if (_stale.Count == 0) return;
        Holder holder = _stale[Choose(target, _stale.Count)];
        holder.CheckStale();
        holder.Batch.Dispose();
        holder.CheckStale();
    }
}
