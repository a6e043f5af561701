using ApiSnapshot;
using Scoring.Repository.Tests.Api.Specimens;

namespace Scoring.Repository.Tests.Api;

/// <summary>The snapshot is only worth what its text says: each form of declaration has a specimen.</summary>
public sealed class ApiTextTests
{
    [Fact]
    public void Enum_lists_members_by_value() => AssertText(
        typeof(Colours),
        """
        [Flags] enum Colours : byte
            None = 0
            Blue = 1
            Red = 4
        """);

    [Fact]
    public void Delegate_is_its_signature() => AssertText(
        typeof(Specimens.Converter<,>),
        """
        delegate TOut? Converter<in TIn, out TOut>(TIn value, params ReadOnlySpan<int> sizes) where TIn : notnull, allows ref struct where TOut : class
        """);

    [Fact]
    public void Interface_tells_members_with_a_body_from_those_without() => AssertText(
        typeof(IShape<>),
        """
        interface IShape<TSelf> : IEqualityOperators<TSelf, TSelf, bool> where TSelf : IShape<TSelf>
            double Area { get; }
            static abstract TSelf Unit { get; }
            static abstract TSelf Parse(string text)
            virtual double Scaled(double factor)
        """);

    [Fact]
    public void Record_struct_leaves_out_what_every_record_has() => AssertText(
        typeof(Point),
        """
        readonly record struct Point
            Point(int X, string? Label = null)
            string? Label { get; init; }
            int X { get; init; }
            void Deconstruct(out int X, out string? Label)
            static Point operator +(Point left, in Point right)
            static implicit operator Point(int x)
        """);

    [Fact]
    public void Record_class_keeps_the_equality_that_was_written() => AssertText(
        typeof(Report),
        """
        sealed record Report
            Report(string Title)
            string Title { get; init; }
            void Deconstruct(out string Title)
            bool Equals(Report? other)
            override int GetHashCode()
        """);

    [Fact]
    public void Ref_struct_shows_how_values_are_passed() => AssertText(
        typeof(Window),
        """
        readonly ref struct Window
            Window(Span<float> values)
            ref readonly float this[int index] { get; }
            static void Swap(ref Window left, scoped in Window right, out int moved)
        """);

    [Fact]
    public void Class_shows_nullability_defaults_and_protected_members() => AssertText(
        typeof(Box<>),
        """
        abstract class Box<T> : IDisposable
            const string Separator = "a\"b\n"
            protected Box(T? content, CancellationToken cancellationToken = default, Colours colours = Colours.Blue | Colours.Red)
            protected Colours Colours { get; }
            T? Content { get; protected set; }
            required (T First, List<string?>? Others) Pair { get; init; }
            event EventHandler<T>? Opened
            virtual void Dispose()
            abstract ValueTask<T[]?> OpenAsync<TKey>(Dictionary<TKey, T> keys, double? scale = 0.5) where TKey : struct
            sealed override string ToString()
        """);

    [Fact]
    public void Nested_type_carries_the_names_around_it() => AssertText(
        typeof(Box<>.Lid),
        """
        struct Box<T>.Lid
            T Value
        """);

    private static void AssertText(Type type, string expected) => Assert.Equal(expected.ReplaceLineEndings("\n") + "\n", ApiText.Of(type));
}
