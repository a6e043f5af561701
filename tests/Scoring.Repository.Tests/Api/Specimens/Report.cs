namespace Scoring.Repository.Tests.Api.Specimens;

public sealed record Report(string Title)
{
    public override int GetHashCode() => Title.Length;

    public bool Equals(Report? other) => other?.Title == Title;
}
