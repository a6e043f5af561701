namespace Scoring.Repository.Tests.Api.Specimens;

public readonly ref struct Window(Span<float> values)
{
    private readonly Span<float> _values = values;

    public ref readonly float this[int index] => ref _values[index];

    public static void Swap(ref Window left, scoped in Window right, out int moved)
    {
        left = new Window(right._values.ToArray());
        moved = right._values.Length;
    }
}
