namespace Scoring.SourceGeneration.Tests.Bindings;

/// <summary>Rows that are made up, the same for each seed.</summary>
internal sealed class RandomRows(int seed)
{
    private static readonly Payment[] s_payments = Enum.GetValues<Payment>();

    private readonly Random _random = new(seed);

    public FloatRow Floats() => new(Single(), Single(), Single());

    public ReversedRow Reversed() => new() { First = _random.Next(), Second = _random.Next(), Third = _random.Next() };

    public TaxiTrip Trip() => new(_random.Next(-5, 5), (byte)_random.Next(256), Coin(), (Half)Single(), Coin() ? Single() : null, Single());

    /// <param name="whole">Without a value that is missing where no column can hold that.</param>
    public CountedRow Counted(bool whole) => new()
    {
        Stops = whole || Coin() ? _random.Next() : null,
        Payment = Payment(),
        Planned = whole || Coin() ? Payment() : null,
        At = Time().DateTime,
        Until = whole || Coin() ? Time() : null,
        Day = Day(),
        Fee = Coin() ? _random.NextDouble() : null,
        IsShared = whole || Coin() ? Coin() : null,
    };

    public TextRow Text() => new()
    {
        Comment = Coin() ? new string('ä', _random.Next(40)) : null,
        Payment = Payment(),
        Planned = Coin() ? Payment() : null,
        At = Time(),
        Day = Coin() ? Day() : null,
        Flat = [.. Many(6, Single)],
        Nested = [[.. Many(3, _random.Next)], [.. Many(3, _random.Next)]],
        Memory = Many(2, _random.NextDouble).ToArray(),
        Flags = [.. Many(2, Coin)],
    };

    public bool Coin() => _random.Next(2) == 0;

    public float Single() => _random.Next(20) == 0 ? float.NaN : (_random.NextSingle() * 200) - 100;

    public Payment Payment() => s_payments[_random.Next(s_payments.Length)];

    public DateTimeOffset Time() => new(_random.NextInt64(DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay), TimeSpan.FromHours(0));

    public DateOnly Day() => DateOnly.FromDayNumber(_random.Next(DateOnly.MaxValue.DayNumber));

    private static IEnumerable<T> Many<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make());
}
