namespace Scoring.Simulation.Arrivals;

/// <summary>Rows that come when those before have ended, many at one moment: kept as runs.</summary>
internal sealed class ClosedArrivals : ArrivalLog
{
    private long[] _times = new long[1024];

    /// <summary>Rows up to and with each run.</summary>
    private int[] _rows = new int[1024];

    private int _runs;
    private int _last;

    public override int Count => _runs == 0 ? 0 : _rows[_runs - 1];

    public void Add(long time, int rows)
    {
        if (rows == 0) return;
        int count = Count + rows;
        if (_runs > 0 && _times[_runs - 1] == time)
        {
            _rows[_runs - 1] = count;
            return;
        }

        if (_runs == _times.Length)
        {
            Array.Resize(ref _times, 2 * _runs);
            Array.Resize(ref _rows, 2 * _runs);
        }

        _times[_runs] = time;
        _rows[_runs++] = count;
    }

    public override long TimeOf(int row) => row < Count ? _times[RunOf(row)] : long.MaxValue;

    public override int CountUpTo(long time, int from)
    {
        int runs = CountUpTo(_times.AsSpan(0, _runs), time, from == 0 ? 0 : RunOf(from - 1));
        return runs == 0 ? 0 : _rows[runs - 1];
    }

    /// <summary>The run of a row; it is mostly near the one that was asked for last.</summary>
    private int RunOf(int row)
    {
        int run = _last;
        if (run >= _runs || _rows[run] <= row || (run > 0 && _rows[run - 1] > row))
        {
            int index = _rows.AsSpan(0, _runs).BinarySearch(row + 1);
            run = index < 0 ? ~index : index;
        }

        return _last = run;
    }
}
