
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A queue and an obvious one, which are told the same and must say the same.</summary>
internal sealed class RowQueueModel
{
    private const int Steps = 200;

    private readonly Random _random;
    private readonly int _limit;
    private readonly RowQueue _queue;
    private readonly List<FakeRows> _inside = [];
    private readonly List<FakeRows> _outside = [];
    private readonly HashSet<int> _priorities = [0];
    private int _next;
    private int _takes;

    public RowQueueModel(int seed)
    {
        _random = new Random(seed);
        _limit = _random.Next(1, 20);
        _queue = new RowQueue(_limit);
    }

    public void Run()
    {
        for (int step = 0; step < Steps; step++)
        {
            switch (_random.Next(5))
            {
                case 0: Remove(); break;
                case 1: Take(); break;
                default: Add(); break;
            }

            Compare();
        }
    }

    private void Add()
    {
        bool isMany = _random.Next(4) == 0;
        var rows = new FakeRows(isMany ? _random.Next(1, 30) : 1, priority: _random.Next(-1, 3), isMany: isMany, isSwept: _random.Next(20) == 0) { Number = _next++, SubmittedAt = _next };
        _queue.Add(rows);
        _outside.Add(rows);
        Admit();
    }

    private void Admit()
    {
        while (_outside.Count > 0 && (_inside.Count == 0 || Rows(_inside) + _outside[0].Waiting <= _limit))
        {
            _inside.Add(_outside[0]);
            _priorities.Add(_outside[0].Priority);
            _outside.RemoveAt(0);
        }
    }

    private void Take()
    {
        int room = _random.Next(1, 12);
        PendingRows? rows = _queue.BeginTake();
        bool lowest = _priorities.Count > 1 && ++_takes % 8 == 0;
        FakeRows? expected = lowest ? _inside.MinBy(static one => one.Priority) : Highest();
        while (rows is not null && room > 0)
        {
            Assert.Same(expected, rows);
            int count = Math.Min(room, rows.Waiting);
            _queue.Take(rows, count);
            room -= count;
            if (rows.Waiting == 0) _inside.Remove((FakeRows)rows);
            expected = _inside.FirstOrDefault(one => one.Priority == rows.Priority) ?? Highest();
            rows = _queue.After(rows);
        }

        _queue.Admit();
        Admit();
    }

    private void Remove()
    {
        int residue = _random.Next(5);
        RowList removed = default;
        _queue.RemoveWhere(residue, static (rows, residue) => ((FakeRows)rows).Number % 5 == residue, ref removed);
        FakeRows[] expected = [.. _inside.OrderByDescending(static one => one.Priority).Concat(_outside).Where(one => one.Number % 5 == residue)];
        _inside.RemoveAll(expected.Contains);
        _outside.RemoveAll(expected.Contains);
        Admit();
        foreach (FakeRows one in expected) Assert.Same(one, removed.RemoveFirst());
        Assert.True(removed.IsEmpty);
    }

    private void Compare()
    {
        Assert.Equal(Rows(_inside), _queue.Rows);
        Assert.Equal(Rows(_outside), _queue.RowsOutside);
        Assert.Equal(_inside.Count == 0, _queue.IsEmpty);
        Assert.Equal(_inside.Concat(_outside).Any(static one => one.IsSwept), _queue.HasSweptRows());
        Assert.All(_inside.Concat(_outside), static one => Assert.True(one.IsQueued));
        if (_inside.Count > 0) Assert.Equal(_inside.Min(static one => one.SubmittedAt), _queue.OldestSubmission());
        int count = _random.Next(1, 40);
        Assert.Equal(_inside.Count == 0 || Rows(_inside) + count <= _limit, _queue.HasRoomFor(count));
    }

    private FakeRows? Highest() => _inside.OrderByDescending(static one => one.Priority).FirstOrDefault();

    private static int Rows(List<FakeRows> rows) => rows.Sum(static one => one.Waiting);
}
