
namespace Scoring.Tests.Batching.Scheduling;

/// <summary>A queue and an obvious one, which are told the same and must say the same.</summary>
internal sealed class RowQueueModel
{
    private const int Steps = 200;

    private readonly Random _random;
    private readonly int _limit;

    /// <summary>Deadlines: none, in the order of arrival, a few, or any.</summary>
    private readonly int _deadlines;

    /// <summary>Whether new rows take the places of others rather than wait.</summary>
    private readonly bool _makesRoom;

    /// <summary>0 where priorities do not age.</summary>
    private readonly int _ageing;

    private readonly RowQueue _queue;
    private readonly List<FakeRows> _inside = [];
    private readonly List<FakeRows> _outside = [];
    private int _next;

    public RowQueueModel(int seed)
    {
        _random = new Random(seed);
        _limit = _random.Next(1, _random.Next(2) == 0 ? 20 : 200);
        _deadlines = _random.Next(4);
        _makesRoom = _random.Next(3) == 0;
        _ageing = _random.Next(3) == 0 ? _random.Next(1, 40) : 0;
        _queue = new RowQueue(_limit, _ageing);
    }

    public void Run()
    {
        for (int step = 0; step < Steps; step++)
        {
            switch (_random.Next(6))
            {
                case 0: RemoveSome(); break;
                case 1: RemoveOne(); break;
                case 2: Take(); break;
                default: Add(); break;
            }

            Compare();
        }

        TakeAll();
    }

    private void Add()
    {
        bool isMany = _random.Next(4) == 0;
        var rows = new FakeRows(isMany ? _random.Next(1, 30) : 1, priority: _random.Next(-1, 3), isMany: isMany, isSwept: _random.Next(20) == 0)
        {
            Number = _next++,
            SubmittedAt = _next,
            DueAt = NewDueAt(),
        };
        if (_makesRoom && !MakeRoom(rows)) return;
        _queue.Add(rows);
        _outside.Add(rows);
        Admit();
    }

    /// <summary>True when the rows fit now.</summary>
    private bool MakeRoom(FakeRows rows)
    {
        RowList removed = default;
        bool fits = _queue.TryMakeRoomFor(rows, ref removed);
        int above = Rows([.. _inside.Where(one => one.Priority > rows.Priority)]);
        Assert.Equal(above == 0 || above + rows.Waiting <= _limit, fits);
        while (fits && _inside.Count > 0 && Rows(_inside) + rows.Waiting > _limit)
        {
            int lowest = _inside.Min(static one => one.Priority);
            FakeRows oldest = InOrder().First(one => one.Priority == lowest);
            _inside.Remove(oldest);
            Assert.Same(oldest, removed.RemoveFirst());
            Assert.False(oldest.IsQueued);
        }

        Assert.True(removed.IsEmpty);
        return fits;
    }

    private long NewDueAt() => _deadlines switch
    {
        1 when _random.Next(4) > 0 => _next,
        2 when _random.Next(4) > 0 => _random.Next(-2, 3),
        3 when _random.Next(10) > 0 => _random.NextInt64(long.MinValue, long.MaxValue),
        _ => long.MaxValue,
    };

    private void Admit()
    {
        while (_outside.Count > 0 && (_inside.Count == 0 || Rows(_inside) + _outside[0].Waiting <= _limit))
        {
            _inside.Add(_outside[0]);
            _outside.RemoveAt(0);
        }
    }

    private void Take()
    {
        int room = _random.Next(1, 12);
        long now = _next + _random.Next(50);
        while (room > 0 && _queue.FirstAt(now) is { } rows)
        {
            Assert.Same(FirstAt(now), rows);
            int count = Math.Min(room, rows.Waiting);
            _queue.Take(rows, count);
            room -= count;
            if (rows.Waiting == 0) _inside.Remove((FakeRows)rows);
        }

        Assert.True(room == 0 || _inside.Count == 0);
        _queue.Admit();
        Admit();
    }

    private void RemoveOne()
    {
        FakeRows[] all = [.. _inside, .. _outside];
        if (all.Length == 0) return;
        FakeRows one = all[_random.Next(all.Length)];
        _queue.Remove(one);
        Assert.Equal((false, false), (one.IsQueued, one.IsOutside));
        if (!_inside.Remove(one)) _outside.Remove(one);
        Admit();
    }

    private void RemoveSome()
    {
        int residue = _random.Next(5);
        RowList removed = default;
        _queue.RemoveWhere(residue, static (rows, residue) => ((FakeRows)rows).Number % 5 == residue, ref removed);
        FakeRows[] inside = [.. InOrder().Where(one => one.Number % 5 == residue)], outside = [.. _outside.Where(one => one.Number % 5 == residue)];
        _inside.RemoveAll(inside.Contains);
        _outside.RemoveAll(outside.Contains);
        Admit();
        var all = new List<PendingRows>();
        while (!removed.IsEmpty) all.Add(removed.RemoveFirst());
        PendingRows[] gone = [.. all.Take(inside.Length)];
        Assert.Equal(inside.Select(static one => one.Priority), gone.Select(static one => one.Priority));
        Assert.Equal(inside.ToHashSet<PendingRows>(), gone.ToHashSet());
        Assert.Equal(inside.Where(static one => !one.HasDeadline), gone.Where(static one => !one.HasDeadline));
        Assert.Equal(outside, all.Skip(inside.Length));
        Assert.All(all, static one => Assert.Equal((null, 0), (one.Next, one.HeapNumber)));
    }

    private void Compare()
    {
        Assert.Equal(Rows(_inside), _queue.Rows);
        Assert.Equal(Rows(_outside), _queue.RowsOutside);
        Assert.Equal(_inside.Count == 0, _queue.IsEmpty);
        Assert.Equal(_inside.Concat(_outside).Any(static one => one.IsSwept), _queue.HasSweptRows());
        Assert.All(_inside, static one => Assert.Equal((true, false), (one.IsQueued, one.IsOutside)));
        Assert.All(_outside, static one => Assert.Equal((true, true), (one.IsQueued, one.IsOutside)));
        if (_inside.Count > 0) Assert.Equal(_inside.Min(static one => one.SubmittedAt), _queue.OldestSubmission());
        if (_inside.Count > 0) Assert.Same(InOrder().First(), _queue.First);
        int count = _random.Next(1, 40);
        Assert.Equal(_inside.Count == 0 || Rows(_inside) + count <= _limit, _queue.HasRoomFor(count));
    }

    /// <summary>All that are left, in the order of their turns; those outside come in as there is room.</summary>
    private void TakeAll()
    {
        while (_inside.Count > 0)
        {
            FakeRows first = InOrder().First();
            Assert.Same(first, _queue.First);
            _queue.Remove(first);
            _inside.Remove(first);
            Admit();
        }

        Assert.True(_queue.IsEmpty);
        Assert.Equal(0, _queue.RowsOutside);
    }

    /// <summary>Those inside as their turns come; of equal ones the first come is the first.</summary>
    private IOrderedEnumerable<FakeRows> InOrder() => _inside.OrderByDescending(static one => one.Priority).ThenBy(static one => one.DueAt);

    private FakeRows FirstAt(long now) => _ageing == 0
        ? InOrder().First()
        : InOrder().GroupBy(static one => one.Priority).Select(static line => line.First()).MaxBy(one => one.Priority + ((now - one.SubmittedAt) / _ageing))!;

    private static int Rows(List<FakeRows> rows) => rows.Sum(static one => one.Waiting);
}
