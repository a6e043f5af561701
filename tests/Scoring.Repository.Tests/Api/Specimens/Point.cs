namespace Scoring.Repository.Tests.Api.Specimens;

public readonly record struct Point(int X, string? Label = null)
{
    public static implicit operator Point(int x) => new(x);

    public static Point operator +(Point left, in Point right) => new(left.X + right.X);
}
